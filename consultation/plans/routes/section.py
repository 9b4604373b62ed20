"""The section editor: the official text, and what an officer writes about it."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from consultation.accounts.session import reader
from consultation.errors import DomainError, NotFound, Outdated
from consultation.logbook import transaction
from consultation.permissions import Permission, require
from consultation.plain_language.draft import draft_summary
from consultation.plans import operations, queries
from consultation.plans.forms import TAKE, THEIRS, SectionForm, differences, doubt_words, taken_from
from consultation.plans.models import Section, WorkingCopy
from consultation.plans.queries import MOST_SUMMARY_WORDS, Line
from consultation.plans.routes.blueprint import bp, plan_named, section_of
from consultation.plans.routes.copies import drop_typed, keep_typed
from consultation.plans.states import CopyOf
from consultation.web.answers import Answer, staff_page
from consultation.web.guard import permission
from consultation.web.meter import meter_of


@bp.get("/werk/plannen/<string:slug>/<string:permanent_id>")
@bp.post("/werk/plannen/<string:slug>/<string:permanent_id>")
@permission(Permission.EDIT_PLAN)
def edit_section(slug: str, permanent_id: str) -> Answer:
    """Write summary, room and questions of a section."""
    try:
        section = section_of(slug, permanent_id)
    except NotFound:
        if request.method == "POST":
            return _given_back(slug)
        raise
    require(reader(), Permission.EDIT_PLAN, section)
    if request.method == "GET":
        return _open(section)
    form = SectionForm()
    if not form.validate_on_submit():
        return _show(section, form)
    if request.form.get("doe") == "meet":
        _keep(slug, permanent_id, form)
        return _show(section, form, status=200)
    if request.form.get("doe") == THEIRS:
        return drop_section_copy(slug, permanent_id)
    return _save(slug, permanent_id, form)


def _save(slug: str, permanent_id: str, form: SectionForm) -> Answer:
    try:
        with transaction():
            section = section_of(slug, permanent_id)
            texts = taken_from(section, _chosen(), form.texts())
            operations.write_section(section, texts, by=reader(), edition=form.seen_edition)
    except Outdated as error:
        form.refuse(error)
        return _conflict(section_of(slug, permanent_id), form, status=409)
    except DomainError as error:
        form.refuse(error)
        return _show(section_of(slug, permanent_id), form)
    flash(_("Paragraaf %(section)s is bewaard.", section=section.name))
    return redirect(_next_address(slug, section), 303)


def _chosen() -> list[str]:
    """The parts of which somebody takes what a colleague wrote."""
    fields = request.form.items()
    return [name.removeprefix(TAKE) for name, value in fields if value == THEIRS]


def _next_address(slug: str, section: Section) -> str:
    """The section itself, the one after it, or the plan after the last."""
    if request.form.get("doe") == "bewaar":
        return url_for("plans.edit_section", slug=slug, permanent_id=section.permanent_id)
    lines = queries.outline(section.version, reader=reader())
    following = _beside(lines, section)[1]
    if following is None:
        return url_for("plans.show_plan", slug=slug)
    return url_for("plans.edit_section", slug=slug, permanent_id=following.permanent_id)


def _beside(lines: list[Line], section: Section) -> tuple[Line | None, Line | None]:
    before = [line for line in lines if line.position < section.position]
    after = [line for line in lines if line.position > section.position]
    return (before[-1] if before else None, after[0] if after else None)


@bp.post("/werk/plannen/<string:slug>/<string:permanent_id>/werkkopie")
@permission(Permission.EDIT_PLAN)
def keep_section_copy(slug: str, permanent_id: str) -> Answer:
    """Keep what somebody types, while they type; says how it reads and who else is at work."""
    form = SectionForm()
    kept = _keep(slug, permanent_id, form)
    section = section_of(slug, permanent_id)
    explained = queries.explained_forms(section.version, reader=reader())
    typed = form.summary.data or ""
    meter = meter_of(typed, most_words=MOST_SUMMARY_WORDS, explained=explained)
    return staff_page(
        "plans/kept.html", status=200, section=section, kept=kept, meter_found=meter, **_at(section)
    )


def _keep(slug: str, permanent_id: str, form: SectionForm) -> WorkingCopy | None:
    with transaction():
        section = section_of(slug, permanent_id)
        stands, seen = SectionForm.of(section).typed(), form.edition.data or ""
        return keep_typed(section, CopyOf.ABOUT, form.typed(), stands=stands, seen=seen)


@bp.post("/werk/plannen/<string:slug>/<string:permanent_id>/werkkopie/weg")
@permission(Permission.EDIT_PLAN)
def drop_section_copy(slug: str, permanent_id: str) -> Answer:
    """Let go of what was typed and not saved, and begin with what stands there."""
    drop_typed(slug, permanent_id, CopyOf.ABOUT)
    return redirect(url_for("plans.edit_section", slug=slug, permanent_id=permanent_id), 303)


def _open(section: Section) -> Answer:
    """The editor with what stands there, or with what this person typed and did not save."""
    form = SectionForm.of(section)
    kept = queries.working_copy(section, CopyOf.ABOUT, reader=reader())
    if kept is None or kept.typed == form.typed():
        return _show(section, form, status=200)
    form = SectionForm.again(kept.typed, kept.seen)
    if kept.seen == str(section.edition):
        return _show(section, form, status=200, kept=kept)
    return _conflict(section, form, status=200, kept=kept)


def _conflict(
    section: Section, form: SectionForm, *, status: int, kept: WorkingCopy | None = None
) -> Answer:
    """Both texts side by side; when only something else changed, the editor says so."""
    differing = differences(form.texts(), section)
    if not differing:
        form.begin_at(section)
        form.form_errors = []
        return _show(section, form, status=status, is_other=True)
    form.see(section)
    names = {one.name for one in differing}
    return staff_page(
        "plans/conflict.html",
        form,
        status=status,
        section=section,
        version=section.version,
        differing=differing,
        differs=names,
        kept=kept,
        **_at(section),
    )


@dataclass(frozen=True)
class Outlined:
    """What the outline says of a section beside its name."""

    line: Line
    is_doubted: bool = False
    is_unsaved: bool = False


def _outlined(section: Section, lines: list[Line]) -> list[Outlined]:
    """The chapters, and the sections of this chapter."""
    unsaved = queries.own_copies(section.version, reader=reader())
    doubted = {line.permanent_id for line, _words in _doubts(section, lines)}
    return [
        Outlined(line, line.permanent_id in doubted, line.permanent_id in unsaved)
        for line in lines
        if line.is_chapter or line.chapter_position == section.chapter_position
    ]


def _doubts(section: Section, lines: list[Line]) -> list[tuple[Line, str]]:
    """What the import doubts, by section; a chapter that was checked has no doubts any more."""
    open_chapters = {line.position for line in lines if line.is_chapter and not line.is_checked}
    found = []
    for doubt in section.version.import_report.get("doubts", ()):
        line = queries.section_at_place(lines, doubt["place"])
        if line is not None and line.chapter_position in open_chapters:
            found.append((line, doubt_words(doubt)))
    return found


def _at(section: Section) -> dict[str, Any]:
    """Who else is at work, and who changed it last."""
    return {
        "colleagues": queries.colleagues_at_work(section, reader=reader()),
        "last": queries.last_change(section, reader=reader()),
    }


def _show(
    section: Section,
    form: SectionForm,
    *,
    status: int = 422,
    kept: WorkingCopy | None = None,
    is_other: bool = False,
) -> Answer:
    version = section.version
    lines = queries.outline(version, reader=reader())
    official = "\n".join(alinea.text for alinea in section.alineas)
    previous, following = _beside(lines, section)
    explained = queries.explained_forms(version, reader=reader())
    doubts = _doubts(section, lines)
    return staff_page(
        "plans/section.html",
        form,
        status=status,
        section=section,
        version=version,
        lines=lines,
        outlined=_outlined(section, lines),
        doubts=[words for line, words in doubts if line.permanent_id == section.permanent_id],
        states=queries.summary_states(version, reader=reader()),
        previous=previous,
        following=following,
        kept=kept,
        is_other=is_other,
        meter_found=meter_of(
            form.summary.data or "", most_words=MOST_SUMMARY_WORDS, explained=explained
        ),
        official_meter=meter_of(official),
        words=queries.section_words(section, reader=reader()),
        draft=draft_summary(official) if not form.summary.data else "",
        **_at(section),
    )


def _given_back(slug: str) -> Answer:
    """There is no such section to write in any more; nothing of what was typed is lost."""
    plan = plan_named(slug)
    require(reader(), Permission.EDIT_PLAN, plan)
    return staff_page("plans/section_gone.html", SectionForm(), status=409, plan=plan)
