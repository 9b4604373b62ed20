"""The command line for inputs, and for where they stand in a newer version."""

from consultation.reactions.commands import comparing
from consultation.reactions.commands.inputs import inputs_group

__all__ = ["comparing", "inputs_group"]
