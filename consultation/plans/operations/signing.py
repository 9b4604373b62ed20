"""The language coach: a second person says that a summary is clear (R14)."""

from collections.abc import Mapping

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


def sign_summaries(chapter: Section, seen: Mapping[str, int], *, by: Actor) -> None:
    """Sign these summaries of a chapter: all of them, or none when one is not as it was read.

    `seen` gives the edition of each section by its permanent id. Raises what `sign_summary` does,
    and Outdated when a section is no longer in this chapter or somebody signed it since.
    """
    here = {one.permanent_id: one for one in chapter.version.sections}
    for permanent_id, edition in seen.items():
        section = here.get(permanent_id)
        if section is None or section.chapter_position != chapter.position or section.signed_at:
            raise Outdated("outdated")
        sign_summary(section, edition=edition, by=by)
