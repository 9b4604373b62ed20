"""The stages of a plan version and of an import, and the room a section leaves."""

from enum import StrEnum


class VersionState(StrEnum):
    """A draft can be edited; a published version is frozen (I5)."""

    DRAFT = "draft"
    PUBLISHED = "published"


VERSION_STEPS = {VersionState.DRAFT: frozenset({VersionState.PUBLISHED})}


class Room(StrEnum):
    """How much can still change in a section."""

    OPEN = "open"
    PARTLY = "partly"
    FIXED = "fixed"


class CopyOf(StrEnum):
    """What of a section a working copy holds: what is written about it, or its official text."""

    ABOUT = "about"
    TEXT = "text"


class SummaryState(StrEnum):
    """How far the summary of a section is; only a missing one holds anything up."""

    GOOD = "good"
    TOO_HARD = "too-hard"
    TOO_LONG = "too-long"
    MISSING = "missing"


class ImportState(StrEnum):
    """The stages of reading a file in."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


IMPORT_STEPS = {
    ImportState.WAITING: frozenset({ImportState.RUNNING, ImportState.FAILED}),
    ImportState.RUNNING: frozenset({ImportState.DONE, ImportState.FAILED}),
}
