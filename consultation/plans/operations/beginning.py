"""A new version without a new file: a copy of what is frozen, to go on with."""

from sqlalchemy import insert, literal, select

from consultation import clock
from consultation.database import db
from consultation.errors import WrongStep
from consultation.logbook import Actor, What, enter
from consultation.permissions import Permission, require
from consultation.plans.models import Alinea, Picture, Plan, PlanVersion, Section
from consultation.plans.operations.carrying import WRITTEN

SAME = (
    "permanent_id", "number", "title", "level", "position", "chapter_position", "words", "page",
    "footnotes", "is_stale", "checked_at", "checked_by_id",
)  # fmt: skip
"""What a section of a copy has as it was; what is written about it comes beside it."""

ALINEA = ("permanent_id", "number", "kind", "html", "text")

PICTURE = (Picture.sha256, Picture.media_type, Picture.alt, Picture.data)


def begin_version(plan: Plan, *, by: Actor) -> PlanVersion:
    """Copy the newest frozen version into a draft that can be edited.

    Every section and alinea keeps its permanent id, and what was written, checked and signed stays
    so until it is changed. Raises WrongStep when there is a draft, or nothing frozen.
    """
    require(by, Permission.EDIT_PLAN, plan)
    plan.hold()
    if not plan.versions:
        raise WrongStep("no_draft_version")
    before = plan.versions[-1]
    if not before.is_published:
        raise WrongStep("draft_is_there")
    version = PlanVersion(
        plan=plan,
        number=before.number + 1,
        language=before.language,
        source_filename=before.source_filename,
        source_sha256=before.source_sha256,
        import_report={**before.import_report, "doubts": []},
        summary=before.summary,
        summary_by=before.summary_by,
        summary_at=before.summary_at,
        created_at=clock.now(),
    )
    db.session.add(version)
    db.session.flush()
    version.sections.extend([_copy(section) for section in before.sections])
    db.session.flush()
    _copy_pictures(before, version)
    enter(What.VERSION_BEGUN, version, by=by, of=before.number)
    return version


def _copy(section: Section) -> Section:
    copy = Section(**{name: getattr(section, name) for name in (*SAME, *WRITTEN)})
    copy.ask((one.text, one.why) for one in section.questions)
    copy.alineas = [
        Alinea(**{name: getattr(one, name) for name in ALINEA}) for one in section.alineas
    ]
    return copy


def _copy_pictures(before: PlanVersion, version: PlanVersion) -> None:
    names = ["version_id", *(column.key for column in PICTURE)]
    pictures = select(literal(version.id), *PICTURE).where(Picture.version_id == before.id)
    db.session.execute(insert(Picture).from_select(names, pictures))
