"""The doors of the response note: board, texts, the four eyes, and publication."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.sansio.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from consultation import clock
from consultation.accounts.session import reader
from consultation.answers.queries import coverage
from consultation.errors import DomainError, Lack, Outdated
from consultation.logbook import transaction
from consultation.permissions import Permission, may, require
from consultation.plans.queries import outline
from consultation.response_notes import operations, queries
from consultation.response_notes.emails import example_letter
from consultation.response_notes.forms import (
    COLUMN_WORDS,
    STATE_TONES,
    STATE_WORDS,
    NoteForm,
    ReturnForm,
    StepForm,
)
from consultation.response_notes.models import ResponseNote
from consultation.response_notes.states import IN_SHORT_LIMIT
from consultation.rounds.models import Round
from consultation.rounds.queries import round_with_leave
from consultation.web.answers import Answer, staff_page
from consultation.web.forms import Form
from consultation.web.guard import permission
from consultation.web.meter import meter_of
from consultation.web.sentences import lack_sentence

bp = Blueprint("response_notes", __name__)


def _give_words(state: BlueprintSetupState) -> None:
    """Give all templates, macros included, the words of a note."""
    state.app.jinja_env.globals.update(
        NOTE_WORDS=STATE_WORDS, NOTE_TONES=STATE_TONES, COLUMN_WORDS=COLUMN_WORDS
    )


bp.record_once(_give_words)


@bp.get("/werk/rondes/<string:slug>/nota")
@permission(Permission.READ_DRAFT_NOTE)
def show_board(slug: str) -> Answer:
    """How far the answering is, section by section, and what keeps the note from going on."""
    return _board(_round(slug))


@bp.get("/werk/rondes/<string:slug>/nota/tekst")
@bp.post("/werk/rondes/<string:slug>/nota/tekst")
@permission(Permission.EDIT_NOTE)
def edit_note(slug: str) -> Answer:
    """Write 'in het kort', the themes and who was not heard enough."""
    round = _round(slug)
    require(reader(), Permission.EDIT_NOTE, round)
    note = queries.note_in_work(round, reader=reader())
    form = NoteForm() if request.method == "POST" else NoteForm.of(note, dict(_sections(round)))
    if request.method == "GET" or {"meer", "nakijken"} & set(request.form):
        form.leave_room()
        return _edit_page(form, note, 200)
    if form.validate():
        try:
            with transaction():
                texts, seen = form.texts(), form.seen.data or ""
                operations.write_note(_round(slug), texts, by=reader(), seen=seen)
        except DomainError as error:
            return _refused_text(form, slug, error)
        flash(_("De nota is bewaard."))
        return _to(slug)
    return _edit_page(form, note, 422)


def _refused_text(form: NoteForm, slug: str, error: DomainError) -> Answer:
    """The texts come back; when somebody else wrote in the meantime, with what they wrote."""
    note = queries.note_in_work(_round(slug), reader=reader())
    form.refuse_beside(error, note.fingerprint)
    return _edit_page(form, note, 409 if isinstance(error, Outdated) else 422)


@bp.post("/werk/rondes/<string:slug>/nota/voorleggen")
@permission(Permission.EDIT_NOTE)
def submit_note(slug: str) -> Answer:
    """Put the note before a second person; what is missing is listed."""
    done = _("De nota ligt ter goedkeuring. Een andere rondemanager of BZK keurt haar goed.")
    return _step(slug, StepForm(), done, operations.submit_note)


@bp.post("/werk/rondes/<string:slug>/nota/goedkeuren")
@permission(Permission.APPROVE_NOTE)
def approve_note(slug: str) -> Answer:
    """The second person approves what the note says now."""
    done = _("U keurde de nota goed. Nu kan zij openbaar worden.")
    return _step(slug, StepForm(), done, operations.approve_note)


@bp.get("/werk/rondes/<string:slug>/nota/teruggeven")
@bp.post("/werk/rondes/<string:slug>/nota/teruggeven")
@permission(Permission.PUBLISH_NOTE)
def return_note(slug: str) -> Answer:
    """The second person gives the note back, with what must be better."""
    round = _round(slug)
    require(reader(), Permission.PUBLISH_NOTE, round)
    form = ReturnForm()
    if form.validate_on_submit():
        try:
            with transaction():
                note = queries.note_of(_round(slug), reader=reader())
                operations.return_note(note, reason=form.reason.data or "", by=reader())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("De nota is terug bij de schrijvers."))
            return _to(slug)
    return staff_page("response_notes/return.html", form, round=round)


@bp.get("/werk/rondes/<string:slug>/nota/publiceren")
@bp.post("/werk/rondes/<string:slug>/nota/publiceren")
@permission(Permission.PUBLISH_NOTE)
def publish_note(slug: str) -> Answer:
    """See once more what leaves and to how many (T15), and publish for good."""
    round = _round(slug)
    require(reader(), Permission.PUBLISH_NOTE, round)
    note = queries.note_in_work(round, reader=reader())
    form = StepForm()
    if form.validate_on_submit():
        try:
            with transaction():
                operations.publish_note(queries.note_of(_round(slug), reader=reader()), by=reader())
        except DomainError as error:
            return _board(_round(slug), form, error)
        flash(_("De nota is openbaar. De berichten gaan nu weg."))
        return redirect(url_for("reading_room.show_note", slug=slug), 303)
    example = queries.note_recipients(round, reader=reader(), limit=1)
    content = queries.content_of(note, reader=reader())
    return render_template(
        "response_notes/publish.html",
        form=form,
        round=round,
        note=note,
        content=content,
        letters=queries.count_recipients(round, reader=reader()),
        letter=example_letter(content, example),
        lacks=_lacks(note),
        staff_page=True,
    )


def _step(slug: str, form: Form, done: str, operation: Callable[..., ResponseNote]) -> Answer:
    if not form.validate_on_submit():
        return _to(slug)
    try:
        with transaction():
            round = _round(slug)
            note = queries.note_in_work(round, reader=reader())
            operation(note, by=reader())
    except DomainError as error:
        return _board(_round(slug), form, error)
    flash(done)
    return _to(slug)


def _round(slug: str) -> Round:
    """A round whose note this person may see in the making; raises NotFound or NotAllowed."""
    return round_with_leave(slug, Permission.READ_DRAFT_NOTE, reader=reader())


def _sections(round: Round) -> list[tuple[str, str]]:
    """The sections by permanent id and number."""
    if round.version is None:
        return []
    return [(line.permanent_id, line.number) for line in outline(round.version, reader=reader())]


def _board(round: Round, form: Form | None = None, error: DomainError | None = None) -> Answer:
    """The board; when a step was refused, with everything that is missing."""
    if form is not None and error is not None:
        form.refuse_and_list(error)
    note = queries.note_in_work(round, reader=reader())
    return staff_page(
        "response_notes/board.html",
        form,
        step_form=StepForm(),
        round=round,
        phase=round.phase(clock.now()),
        note=note,
        coverage=coverage(round, reader=reader()),
        rows=queries.coverage_board(note, reader=reader()),
        lacks=_lacks(note),
        warnings=_warnings(note),
        returned=queries.reason_of_return(note, reader=reader()),
        recipients=queries.count_recipients(round, reader=reader()),
        may_approve=may(reader(), Permission.APPROVE_NOTE, note),
        status=409 if error is not None else 200,
    )


def _lacks(note: ResponseNote) -> list[tuple[str, str]]:
    """Everything that keeps the note from being published, with where to mend it."""
    if note.published_at is not None:
        return []
    return [_with_place(note, lack) for lack in queries.note_lacks(note, reader=reader())]


def _warnings(note: ResponseNote) -> list[tuple[str, str]]:
    if note.published_at is not None:
        return []
    return [_with_place(note, lack) for lack in queries.note_warnings(note, reader=reader())]


def _with_place(note: ResponseNote, lack: Lack) -> tuple[str, str]:
    slug = note.round.slug
    queue = f"/werk/rondes/{slug}/antwoorden"
    places = {
        "inputs_without_outcome": queue,
        "objections_waiting": "/werk/controle",
        "outcomes_without_change": f"{queue}?stand=alles",
    }
    texts = url_for("response_notes.edit_note", slug=slug)
    if lack.code in {"in_short_missing", "in_short_too_long", "themes_missing"}:
        return lack_sentence(lack), texts
    if lack.code == "too_little_heard_missing":
        return lack_sentence(lack), f"{texts}#too_little_heard"
    return lack_sentence(lack), places.get(lack.code, "")


def _edit_page(form: NoteForm, note: ResponseNote, status: int) -> Answer:
    return staff_page(
        "response_notes/edit.html",
        form,
        round=note.round,
        note=note,
        in_conflict=status == 409,
        meter=meter_of(form.in_short.data or "", most_words=IN_SHORT_LIMIT),
        status=status,
    )


def _to(slug: str) -> Response:
    return redirect(url_for("response_notes.show_board", slug=slug), 303)
