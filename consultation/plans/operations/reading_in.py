"""Reading a file in as a draft version; what people wrote about its sections is carried."""

from collections.abc import Iterable
from dataclasses import asdict

from consultation import clock
from consultation.categories.models import Category
from consultation.database import db
from consultation.documents.tree import DocSection, Document
from consultation.errors import Invalid
from consultation.logbook import Actor, What, enter
from consultation.permissions import Permission, require
from consultation.plans.models import Picture, Plan, PlanImport, PlanVersion, Section
from consultation.plans.operations.carrying import Carried, PermanentIds, alineas_of, carried
from consultation.plans.states import ImportState
from consultation.safe_html import clean_imported, clean_line
from consultation.slugs import free_slug

LONGEST_TITLE = 300
"""Signs in the title of a plan."""


def start_plan(title: str, *, category: Category, by: Actor, is_example: bool = False) -> Plan:
    """Begin a plan in a category; it has no version yet.

    Raises Invalid without a title, or with one that is too long.
    """
    require(by, Permission.IMPORT_PLAN, category)
    title = clean_line(title)
    if not title:
        raise Invalid(title="title_needed")
    if len(title) > LONGEST_TITLE:
        raise Invalid(title="title_too_long")
    plan = Plan(
        slug=free_slug(title, _taken_like),
        title=title,
        category_id=category.id,
        organisation_id=category.organisation_id,
        is_example=is_example,
        created_at=clock.now(),
    )
    db.session.add(plan)
    enter(What.PLAN_STARTED, plan, by=by)
    return plan


def _taken_like(wanted: str) -> Iterable[str]:
    return db.session.scalars(db.select(Plan.slug).where(Plan.slug.startswith(wanted)))


def ask_import(plan: Plan, *, filename: str, data: bytes, by: Actor) -> PlanImport:
    """Put a file in the queue to be read in as a draft version."""
    require(by, Permission.IMPORT_PLAN, plan)
    asked = PlanImport(
        plan_id=plan.id,
        filename=filename[:300],
        data=data,
        asked_by_id=by.account_id,
        asked_at=clock.now(),
    )
    db.session.add(asked)
    enter(What.PLAN_IMPORT_ASKED, asked, by=by)
    return asked


def begin_import(asked: PlanImport, *, by: Actor) -> PlanImport:
    """Somebody starts reading the file."""
    require(by, Permission.IMPORT_PLAN, asked)
    asked.move_to(ImportState.RUNNING)
    enter(What.PLAN_IMPORT_BEGUN, asked, by=by)
    return asked


def finish_import(asked: PlanImport, version: PlanVersion, *, by: Actor) -> PlanImport:
    """The file was read in; its bytes are let go, the version keeps what it held."""
    require(by, Permission.IMPORT_PLAN, asked)
    asked.move_to(ImportState.DONE)
    asked.version_id = version.id
    asked.data = None
    asked.percent = 100
    enter(What.PLAN_IMPORT_DONE, asked, by=by)
    return asked


def fail_import(
    asked: PlanImport, code: str, params: dict[str, object], *, by: Actor
) -> PlanImport:
    """The file could not be read in; whoever asked reads why."""
    require(by, Permission.IMPORT_PLAN, asked)
    asked.move_to(ImportState.FAILED)
    asked.data = None
    asked.error_code = code
    asked.error_params = params
    enter(What.PLAN_IMPORT_FAILED, asked, by=by, reason=code)
    return asked


def keep_document(
    plan: Plan, document: Document, *, filename: str, sha256: str, by: Actor
) -> PlanVersion:
    """Keep a document that was read as the draft version of a plan.

    Sections and alineas that stood in the version before keep their permanent id, and what
    people wrote about them: summary, room, questions. Somebody checks each chapter anew. Who had
    a section open meanwhile is told that it changed, because each begins a new edition.
    """
    require(by, Permission.IMPORT_PLAN, plan)
    plan.hold()
    before = plan.versions[-1] if plan.versions else None
    kept = carried(plan, document.sections)
    ids = PermanentIds(plan)
    version = _draft_to_fill(plan, before)
    version.source_filename = filename[:300]
    version.source_sha256 = sha256
    version.import_report = _report(document)
    chapter = 0
    for position, part in enumerate(document.sections):
        chapter = position if part.level <= 1 else chapter
        version.sections.append(_section(part, position, chapter, kept[position], ids))
    _keep_pictures(version, document)
    enter(What.PLAN_IMPORTED, version, by=by, sections=len(document.sections))
    return version


def _draft_to_fill(plan: Plan, before: PlanVersion | None) -> PlanVersion:
    """A draft without sections: the one that is there, emptied, or a new one."""
    if before is not None and not before.is_published:
        db.session.execute(db.delete(Picture).where(Picture.version_id == before.id))
        before.sections.clear()
        db.session.flush()
        return before
    version = PlanVersion(plan=plan, number=1, created_at=clock.now())
    if before is not None:
        version.number = before.number + 1
        version.summary = before.summary
        version.summary_by = before.summary_by
        version.summary_at = before.summary_at
    db.session.add(version)
    db.session.flush()
    return version


def _keep_pictures(version: PlanVersion, document: Document) -> None:
    """One picture a fingerprint, however often it stands in the text."""
    for image in {image.sha256: image for image in document.images}.values():
        kept = Picture(
            version_id=version.id,
            sha256=image.sha256,
            media_type=image.media_type,
            alt=image.alt,
            data=image.data,
        )
        db.session.add(kept)
    db.session.flush()


def _report(document: Document) -> dict[str, object]:
    report = document.report
    return {
        "found": dict(report.found),
        "kept": dict(report.kept),
        "doubts": [asdict(doubt) for doubt in report.doubts],
    }


def _section(
    part: DocSection, position: int, chapter: int, kept: Carried, ids: PermanentIds
) -> Section:
    known = kept.known
    section = Section(
        permanent_id=kept.text.id or ids.for_section(),
        number=part.number[:40],
        title=part.title[:500],
        level=part.level,
        position=position,
        chapter_position=chapter,
        words=sum(len(block.text.split()) for block in part.blocks),
        page=part.page,
        footnotes=[
            {"label": note.label, "html": clean_imported(note.html)} for note in part.footnotes
        ],
        asks_reactions=bool(part.blocks),
        edition=known.edition + 1 if known else 1,
        sureness=kept.sureness,
    )
    if known is not None:
        known.give_to(section, kept.text)
    section.alineas.extend(alineas_of(part.blocks, kept, ids))
    return section
