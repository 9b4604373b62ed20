"""Comparing a draft with its file, mending what cannot be read, and freezing the version."""

from consultation import clock
from consultation.database import db
from consultation.documents.mending import described, headed
from consultation.errors import (
    Incomplete,
    Invalid,
    Lack,
    Outdated,
    WrongStep,
)
from consultation.glossary.states import frozen
from consultation.logbook import Actor, What, enter
from consultation.permissions import Permission, require
from consultation.plans.models import (
    Alinea,
    Picture,
    PlanVersion,
    Section,
)
from consultation.plans.operations.freezing import must_be_draft
from consultation.plans.queries import (
    publication_lacks,
    reading_lacks,
    unsigned_summaries,
    words_in,
)
from consultation.plans.states import VersionState
from consultation.safe_html import clean_line


def check_chapter(section: Section, *, by: Actor, seen_file: str = "") -> Section:
    """A person compared this chapter with the file and found it right ("nagekeken").

    `seen_file` is the fingerprint of the file they saw; raises Outdated when another was read in
    since, Incomplete while something in the chapter cannot be read by everybody (T38), WrongStep
    on a published version or a section that is no chapter.
    """
    require(by, Permission.CHECK_CHAPTER, section)
    must_be_draft(section.version)
    if seen_file not in {"", section.version.source_sha256}:
        raise Outdated("outdated")
    if not section.is_chapter:
        raise WrongStep("not_a_chapter")
    lacks = reading_lacks(section.version, chapter=section.position, reader=by)
    if lacks:
        raise Incomplete("chapter_not_ready", lacks)
    section.checked_at = clock.now()
    section.checked_by_id = by.account_id
    enter(What.CHAPTER_CHECKED, section, by=by)
    return section


def uncheck_chapter(section: Section, *, by: Actor) -> Section:
    """Take "nagekeken" back."""
    require(by, Permission.CHECK_CHAPTER, section)
    must_be_draft(section.version)
    section.checked_at = None
    section.checked_by_id = None
    enter(What.CHAPTER_UNCHECKED, section, by=by)
    return section


def describe_picture(alinea: Alinea, sha256: str, text: str, *, by: Actor) -> Alinea:
    """Write what is to be seen on a picture, where the file did not say it.

    Raises Invalid without words, WrongStep on a published version.
    """
    require(by, Permission.CHECK_CHAPTER, alinea.section)
    must_be_draft(alinea.section.version)
    words = clean_line(text)
    if not words:
        raise Invalid(text="picture_text_needed")
    db.session.refresh(alinea, ["html"])
    alinea.html = described(alinea.html, sha256, words)
    db.session.execute(
        db.update(Picture)
        .where(Picture.version_id == alinea.section.version_id, Picture.sha256 == sha256)
        .values(alt=words)
    )
    enter(What.SECTION_EDITED, alinea.section, by=by, alinea=alinea.number)
    return alinea


def head_tables(alinea: Alinea, *, by: Actor) -> Alinea:
    """The first row of a table without heads holds its heads.

    Raises WrongStep on a published version.
    """
    require(by, Permission.CHECK_CHAPTER, alinea.section)
    must_be_draft(alinea.section.version)
    db.session.refresh(alinea, ["html"])
    alinea.html = headed(alinea.html)
    enter(What.SECTION_EDITED, alinea.section, by=by, alinea=alinea.number)
    return alinea


def lift_heading(section: Section, *, by: Actor) -> Section:
    """A heading that skips a level comes one level under the heading above it.

    Raises WrongStep on a published version.
    """
    require(by, Permission.CHECK_CHAPTER, section)
    must_be_draft(section.version)
    above = [other.level for other in section.version.sections if other.position < section.position]
    section.level = min(section.level, above[-1] + 1 if above else 1)
    enter(What.SECTION_EDITED, section, by=by, level=section.level)
    return section


def publish_version(version: PlanVersion, *, by: Actor, unsigned_reason: str = "") -> PlanVersion:
    """Freeze a version; from now on it answers at its address for ever (I5, I11).

    The words that it explains are kept with it as they are explained now. A language coach signed
    every summary (R14), or `unsigned_reason` says why it goes without; everybody reads that.

    Raises Incomplete with everything that is missing, WrongStep when it is published already.
    """
    require(by, Permission.PUBLISH_PLAN, version)
    must_be_draft(version)
    lacks = publication_lacks(version, reader=by)
    unsigned = unsigned_summaries(version, reader=by)
    reason = unsigned_reason.strip() if unsigned else ""
    if unsigned and not reason:
        lacks.append(Lack("coach_or_reason_needed", (("count", unsigned),)))
    if lacks:
        raise Incomplete("plan_not_ready", lacks)
    version.unsigned_reason = reason
    version.move_to(VersionState.PUBLISHED)
    version.published_at = clock.now()
    version.glossary = frozen(words_in(version, reader=by))
    enter(What.PLAN_PUBLISHED, version, by=by, reason=reason, unsigned=unsigned)
    return version
