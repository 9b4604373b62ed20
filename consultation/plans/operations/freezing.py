"""A published version is frozen: nothing changes it any more."""

from consultation.errors import WrongStep
from consultation.plans.models import PlanVersion


def must_be_draft(version: PlanVersion) -> None:
    """Hold a draft, so that two people write in it one after the other.

    Raises WrongStep with `version_is_frozen` on a published version (I5).
    """
    version.hold()
    if version.is_published:
        raise WrongStep("version_is_frozen")
