"""Why a file cannot be read in: one exception, with a code and what belongs to it."""

from consultation.errors import Refused


class DocumentRefused(Refused):
    """The file is hostile, broken or of a kind we do not read; `code` says which."""
