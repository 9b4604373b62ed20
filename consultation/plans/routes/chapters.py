"""Comparing a chapter with the file, mending what cannot be read, and marking it as checked."""

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from consultation.accounts.session import reader
from consultation.documents.mending import has_table_without_heads, pictures_without_words
from consultation.errors import DomainError, Incomplete, NotFound
from consultation.logbook import transaction
from consultation.permissions import Permission
from consultation.plans import operations, queries
from consultation.plans.forms import PictureForm, StepForm
from consultation.plans.models import Alinea, Section
from consultation.plans.routes.blueprint import bp, draft_of, mended_at, section_of
from consultation.plans.routes.doubts import doubts_of
from consultation.web.answers import Answer, staff_page
from consultation.web.forms import Form
from consultation.web.guard import permission
from consultation.web.sentences import sentence_for


@bp.get("/werk/plannen/<string:slug>/hoofdstuk/<string:permanent_id>")
@permission(Permission.READ_DRAFT_PLAN)
def show_chapter(slug: str, permanent_id: str) -> Answer:
    """A chapter as it was read in, with what is doubtful and what must be mended beside it."""
    return _show(slug, permanent_id)


@bp.post("/werk/plannen/<string:slug>/hoofdstuk/<string:permanent_id>/nagekeken")
@permission(Permission.CHECK_CHAPTER)
def check_chapter(slug: str, permanent_id: str) -> Answer:
    """Somebody compared this chapter with the file and found it right."""
    form = StepForm()
    if form.validate_on_submit():
        try:
            with transaction():
                section = section_of(slug, permanent_id)
                operations.check_chapter(section, seen_file=form.seen.data or "", by=reader())
        except Incomplete as error:
            form.form_errors.append(sentence_for(error))
        else:
            flash(_("Dit hoofdstuk is nagekeken."))
            return _to_next(slug)
    return _show(slug, permanent_id, form)


@bp.post("/werk/plannen/<string:slug>/hoofdstuk/<string:permanent_id>/niet-nagekeken")
@permission(Permission.CHECK_CHAPTER)
def uncheck_chapter(slug: str, permanent_id: str) -> Answer:
    """Take "nagekeken" back."""
    if StepForm().validate_on_submit():
        with transaction():
            operations.uncheck_chapter(section_of(slug, permanent_id), by=reader())
        flash(_("Dit hoofdstuk staat weer op nog na te kijken."))
    return _back(slug, permanent_id)


@bp.post("/werk/plannen/<string:slug>/<string:permanent_id>/afbeelding/<int:number>")
@permission(Permission.CHECK_CHAPTER)
def describe_picture(slug: str, permanent_id: str, number: int) -> Answer:
    """Write what is to be seen on a picture without words."""
    form = PictureForm()
    if form.validate_on_submit():
        try:
            with transaction():
                alinea = _alinea(slug, permanent_id, number)
                words = form.text.data or ""
                operations.describe_picture(alinea, _fingerprint(), words, by=reader())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("De tekst bij de afbeelding is bewaard."))
            return _back(slug, permanent_id, number)
    return _show(slug, _chapter(section_of(slug, permanent_id)), form)


@bp.post("/werk/plannen/<string:slug>/<string:permanent_id>/tabel/<int:number>")
@permission(Permission.CHECK_CHAPTER)
def head_tables(slug: str, permanent_id: str, number: int) -> Answer:
    """The first row of a table without heads holds its heads."""
    if StepForm().validate_on_submit():
        with transaction():
            operations.head_tables(_alinea(slug, permanent_id, number), by=reader())
        flash(_("De eerste rij is nu de rij met koppen."))
    return _back(slug, permanent_id, number)


@bp.post("/werk/plannen/<string:slug>/<string:permanent_id>/kop")
@permission(Permission.CHECK_CHAPTER)
def lift_heading(slug: str, permanent_id: str) -> Answer:
    """A heading that skips a level comes one level under the heading above it."""
    if StepForm().validate_on_submit():
        with transaction():
            operations.lift_heading(section_of(slug, permanent_id), by=reader())
        flash(_("De kop staat nu een niveau onder de kop erboven."))
    return _back(slug, permanent_id)


def _alinea(slug: str, permanent_id: str, number: int) -> Alinea:
    section = section_of(slug, permanent_id)
    alinea = queries.alinea_by_number(section, number, reader=reader())
    if alinea is None:
        raise NotFound("not_found")
    return alinea


def _chapter(section: Section) -> str:
    """The permanent id of the chapter that a section stands in."""
    lines = queries.outline(section.version, reader=reader())
    return next(one for one in lines if one.position == section.chapter_position).permanent_id


def _back(slug: str, permanent_id: str, number: int = 0) -> Response:
    """To the place in the chapter where something was mended."""
    chapter = _chapter(section_of(slug, permanent_id))
    anchor = f"{permanent_id}-{number}" if number else permanent_id
    address = url_for("plans.show_chapter", slug=slug, permanent_id=chapter, _anchor=anchor)
    return redirect(address, 303)


def _to_next(slug: str) -> Response:
    """To the next chapter that nobody has checked, else to the plan."""
    lines = queries.outline(draft_of(slug), reader=reader())
    for line in lines:
        if line.is_chapter and not line.is_checked:
            return redirect(
                url_for("plans.show_chapter", slug=slug, permanent_id=line.permanent_id), 303
            )
    return redirect(url_for("plans.show_plan", slug=slug), 303)


def _show(slug: str, permanent_id: str, form: Form | None = None) -> Answer:
    version = draft_of(slug)
    chapters = queries.chapters(version, reader=reader())
    place = next((n for n, c in enumerate(chapters) if c.head.permanent_id == permanent_id), None)
    if place is None:
        raise NotFound("section_unknown", section=permanent_id)
    chapter = chapters[place]
    doubts = doubts_of(version, chapters)
    return staff_page(
        "plans/chapter.html",
        form,
        version=version,
        chapter=chapter,
        chapters=chapters,
        place=place,
        sections=queries.chapter_sections(version, chapter.head.position, reader=reader()),
        lacks=mended_at(slug, chapter.lacks, permanent_id),
        skipping={one.address[1:] for one in chapter.lacks if one.code == "heading_skips_level"},
        doubts=[doubt for doubt in doubts if doubt.chapter == permanent_id],
        picture_form=_picture_forms(form),
        picture_place=picture_place,
        silent_pictures=pictures_without_words,
        is_headless=has_table_without_heads,
    )


def _picture_forms(sent: Form | None) -> Callable[[str], PictureForm]:
    """The form for each picture: the one that was sent comes back with what was typed."""
    given = request.view_args or {}
    here = picture_place(given.get("permanent_id"), given.get("number"), _fingerprint())

    back = sent.at(here) if isinstance(sent, PictureForm) else None

    def form_at(place: str) -> PictureForm:
        if back is not None and place == here:
            return back
        return PictureForm(formdata=None).at(place)

    return form_at


def picture_place(permanent_id: object, number: object, sha256: str) -> str:
    """The name of the place of a picture on the page of its chapter."""
    return f"{permanent_id}-{number}-{sha256[:8]}"


def _fingerprint() -> str:
    return request.args.get("plaatje", "")
