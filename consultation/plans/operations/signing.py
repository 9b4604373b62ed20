"""The language coach: a second person says that a summary is clear (R14)."""

from consultation import clock
from consultation.errors import Outdated, WrongStep
from consultation.logbook import Actor, What, enter
from consultation.permissions import Permission, require
from consultation.plans.models import Section
from consultation.plans.operations.freezing import must_be_draft


def sign_summary(section: Section, *, by: Actor, edition: int) -> Section:
    """Somebody who did not write the summary went through the checklist and found it clear.

    `edition` is the one that they read. Raises NotAllowed for its writer, Outdated when somebody
    saved since, WrongStep on a published version, without a summary, or with one that is stale.
    """
    require(by, Permission.SIGN_SUMMARY, section)
    must_be_draft(section.version)
    if edition != section.edition:
        raise Outdated("outdated")
    if not section.summary or section.is_stale:
        raise WrongStep("no_summary_to_sign")
    section.signed_by, section.signed_by_id = by.name, by.account_id
    section.signed_at = clock.now()
    enter(What.SUMMARY_SIGNED, section, by=by)
    return section
