"""The regie of an hour: its board, what the host does with a question, and with the hour (W10)."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, flash, jsonify, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from consultation import clock, live
from consultation.accounts.models import Account
from consultation.accounts.session import reader, signed_in
from consultation.errors import DomainError, NotAllowed, NotFound
from consultation.logbook import transaction
from consultation.permissions import Permission, may, require
from consultation.question_hours import operations
from consultation.question_hours.forms.board import (
    NEWEST_AT_ONCE,
    answerers,
    fairness_words,
    new_questions,
    pace_words,
)
from consultation.question_hours.forms.hosting import (
    ACT_NAMES,
    ACTS,
    CloseForm,
    DeferForm,
    HandOverForm,
    LengthenForm,
    NotesForm,
    QuestionForm,
)
from consultation.question_hours.forms.planning import SureForm
from consultation.question_hours.forms.words import FOR_HOSTS, PUBLIC, event_json, hour_json
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.queries import (
    Questions,
    QuestionView,
    events_after,
    possible_hosts,
    question_numbered,
    questions_of,
    tempo_of,
)
from consultation.question_hours.routes.blueprint import Answer, bp, hour_address, hour_named
from consultation.question_hours.routes.events import MOST_EVENTS
from consultation.web.errors import status_of
from consultation.web.forms import Form
from consultation.web.guard import permission

PLACE = "/werk/rondes/<string:slug>/vragenuur/<string:day>/regie"

AFTER = {
    "laat-toe": "nieuw",
    "niet": "nieuw",
    "voeg-samen": "nieuw",
    "neem": "nu",
    "antwoord": "nu",
    "later": "nu",
}
"""Where on the board one goes on after an act; with the others at the question itself."""


@dataclass(frozen=True)
class Opened:
    """The form of one act that stands open on the board, below its question."""

    act: str
    number: int
    form: QuestionForm


@bp.get(PLACE)
@permission(Permission.HOST_HOUR)
def show_regie(slug: str, day: str) -> Answer:
    """The board; `vraag` and `doe` open the form of one act on one question."""
    hour = _hour(slug, day)
    number, act = request.args.get("vraag", 0, type=int), request.args.get("doe", "")
    is_asked = number and act in ACT_NAMES
    opened = Opened(act, number, _empty(act, number, hour)) if is_asked else None
    return _board(hour, opened=opened)


@bp.post(f"{PLACE}/vraag/<int:number>/<string:act>")
@permission(Permission.HOST_HOUR)
def act_on_question(slug: str, day: str, number: int, act: str) -> Answer:
    """Do one thing with one question, and come back to the board."""
    if act not in ACT_NAMES:
        raise NotFound("not_found")
    form = _form(act, number)
    if not form.validate_on_submit():
        return _board(_hour(slug, day), opened=Opened(act, number, form), form=form, status=422)
    try:
        with transaction():
            question = question_numbered(_hour(slug, day), number, reader=reader())
            form.act(question, by=reader())
    except NotAllowed:
        raise
    except DomainError as error:
        form.refuse(error)
        opened = Opened(act, number, form)
        return _board(_hour(slug, day), opened=opened, form=form, status=status_of(error))
    flash(_done(act, number))
    if "volgende" in request.form:
        _take_next(slug, day)
    return _back(slug, day, AFTER.get(act, f"vraag-{number}"))


@bp.post(f"{PLACE}/neem")
@permission(Permission.HOST_HOUR)
def take_over_hour(slug: str, day: str) -> Answer:
    """Take the regie, or take it over from a host who is silent (F4)."""
    by = reader()
    return _on_hour(
        slug,
        day,
        SureForm(),
        lambda hour: operations.take_over_hour(hour, by=by),
        _("U heeft nu de regie."),
    )


@bp.post(f"{PLACE}/geef")
@permission(Permission.HOST_HOUR)
def hand_over_hour(slug: str, day: str) -> Answer:
    """Give the regie to a colleague."""
    form = HandOverForm()
    colleagues = _colleagues(_hour(slug, day))
    form.offer(colleagues)

    def hand_over(hour: QuestionHour) -> None:
        to = next(one for one in _colleagues(hour) if one.id == form.naar.data)
        operations.hand_over_hour(hour, to, by=reader())

    return _on_hour(slug, day, form, hand_over, _("Uw collega heeft nu de regie."))


@bp.post(f"{PLACE}/hier")
@permission(Permission.HOST_HOUR)
def keep_hosting(slug: str, day: str) -> Response:
    """The sign of life of a board that has no socket; says whether it still hosts."""
    with transaction():
        hosts = operations.keep_hosting(_hour(slug, day), by=reader())
    return jsonify({"ok": True, "regie": hosts})


@bp.get(f"{PLACE}/gebeurtenissen")
@permission(Permission.HOST_HOUR)
def host_events(slug: str, day: str) -> Response:
    """The list of the host after `na`, for a board that has no socket."""
    hour, now = _hour(slug, day), clock.now()
    since = request.args.get("na", 0, type=int)
    told = events_after(hour, since, reader=reader(), for_hosts=True, most=MOST_EVENTS)
    answer = jsonify(
        {
            "uur": {"id": hour.public_id, **hour_json(hour, now)},
            "nummer": hour.host_number,
            "gebeurtenissen": [event_json(one, hour, now) for one in told],
        }
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.post(f"{PLACE}/pauzeer")
@permission(Permission.HOST_HOUR)
def pause_hour(slug: str, day: str) -> Answer:
    """Stop for a moment."""
    by, said = reader(), _("Het uur staat stil. Iedereen ziet dat.")
    return _on_hour(slug, day, SureForm(), lambda hour: operations.pause_hour(hour, by=by), said)


@bp.post(f"{PLACE}/ga-verder")
@permission(Permission.HOST_HOUR)
def resume_hour(slug: str, day: str) -> Answer:
    """Go on after a pause."""
    by, said = reader(), _("Het uur gaat verder. De minuten van de pauze komen erbij.")
    return _on_hour(slug, day, SureForm(), lambda hour: operations.resume_hour(hour, by=by), said)


@bp.post(f"{PLACE}/verleng")
@permission(Permission.HOST_HOUR)
def lengthen_hour(slug: str, day: str) -> Answer:
    """Let the hour last longer."""
    by, form = reader(), LengthenForm()
    return _on_hour(
        slug,
        day,
        form,
        lambda hour: operations.lengthen_hour(hour, form.minutes.data or 0, by=by),
        _("Het uur duurt langer. Iedereen ziet de nieuwe eindtijd."),
    )


@bp.post(f"{PLACE}/notities")
@permission(Permission.HOST_HOUR)
def write_notes(slug: str, day: str) -> Answer:
    """Keep in words what is said beside the video."""
    by, form = reader(), NotesForm()
    return _on_hour(
        slug,
        day,
        form,
        lambda hour: operations.write_notes(hour, form.notes.data or "", by=by),
        _("De notities zijn bewaard. Iedereen kan ze lezen."),
        "notities",
    )


@bp.get(f"{PLACE}/sluit")
@bp.post(f"{PLACE}/sluit")
@permission(Permission.HOST_HOUR)
def close_hour(slug: str, day: str) -> Answer:
    """See how many questions are left, say who answers them, and end the hour."""
    hour = _hour(slug, day)
    form = CloseForm(later_owner=hour.later_owner, later_by=hour.later_by)
    if form.validate_on_submit():
        try:
            with transaction():
                operations.close_hour(
                    _hour(slug, day),
                    later_owner=form.later_owner.data or "",
                    later_by=form.later_by.data,
                    by=reader(),
                )
        except NotAllowed:
            raise
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Gesloten. Dank u wel."))
            return redirect(hour_address(_hour(slug, day), "show_plan"), 303)
    hour = _hour(slug, day)
    questions = questions_of(hour, reader=reader())
    left = len(questions.queue) + (questions.on_screen is not None)
    page = render_template(
        "question_hours/staff/close.html",
        form=form,
        hour=hour,
        round=hour.round,
        left=left,
        in_control=len(questions.waiting),
        can_close=hour.closed_at is None and clock.now() >= hour.begins_at,
        staff_page=True,
    )
    return page, 422 if request.method == "POST" else 200


# --- what these share ----------------------------------------------------------------------


def _hour(slug: str, day: str) -> QuestionHour:
    """An hour that this person may host; raises NotFound or NotAllowed."""
    hour = hour_named(slug, day)
    require(reader(), Permission.HOST_HOUR, hour)
    return hour


def _form(act: str, number: int) -> QuestionForm:
    """The form of an act, with names of its own, so that more can stand on one page."""
    prefix = f"{act}-{number}-"
    sent = MultiDict(request.form) if request.method == "POST" else None
    if sent is not None:
        sent[f"{prefix}vraag"] = str(number)
    return ACTS[ACT_NAMES[act]](formdata=sent, prefix=prefix)


def _empty(act: str, number: int, hour: QuestionHour) -> QuestionForm:
    """The same without anything typed; later is as the hour says, unless the host says else."""
    form = ACTS[ACT_NAMES[act]](formdata=None, prefix=f"{act}-{number}-")
    if isinstance(form, DeferForm):
        form.eigenaar.data, form.uiterlijk.data = hour.later_owner, hour.later_by
    return form


def _colleagues(hour: QuestionHour) -> list[Account]:
    return [one for one in possible_hosts(hour, reader=reader()) if one.id != reader().account_id]


def _on_hour(
    slug: str,
    day: str,
    form: Form,
    act: Callable[[QuestionHour], object],
    said: str,
    anchor: str = "",
) -> Answer:
    """Do one thing with the hour, and come back to the board."""
    status = 422
    if form.validate_on_submit():
        try:
            with transaction():
                act(_hour(slug, day))
        except NotAllowed:
            raise
        except DomainError as error:
            form.refuse(error)
            status = status_of(error)
        else:
            flash(said)
            return _back(slug, day, anchor)
    if not isinstance(form, NotesForm):
        _say_above(form)
    return _board(_hour(slug, day), form=form, status=status)


def _say_above(form: Form) -> None:
    """What is wrong with a form of one button has no field to stand at."""
    for field in form:
        form.form_errors += map(str, field.errors)
        field.errors = ()


def _take_next(slug: str, day: str) -> None:
    """Put the first of the queue on the screen; when that cannot be, the host chooses."""
    queue = questions_of(_hour(slug, day), reader=reader()).queue
    if not queue:
        return
    try:
        with transaction():
            question = question_numbered(_hour(slug, day), queue[0].number, reader=reader())
            operations.take_question(question, by=reader())
    except DomainError:
        flash(_("Kies zelf de volgende vraag."))


def _back(slug: str, day: str, anchor: str = "") -> Answer:
    return redirect(hour_address(_hour(slug, day), "show_regie", _anchor=anchor or None), 303)


def _done(act: str, number: int) -> str:
    said: dict[str, str] = {
        "laat-toe": _("Vraag %(number)s staat in de wachtrij.", number=number),
        "zet-klaar": _("Vraag %(number)s komt straks.", number=number),
        "neem": _("Vraag %(number)s is nu aan de beurt.", number=number),
        "omhoog": _("Vraag %(number)s komt eerder.", number=number),
        "omlaag": _("Vraag %(number)s komt later.", number=number),
        "antwoord": _("Vraag %(number)s is beantwoord.", number=number),
        "later": _("Vraag %(number)s krijgt later antwoord.", number=number),
        "voeg-samen": _("Vraag %(number)s is samengevoegd.", number=number),
        "niet": _("Vraag %(number)s is niet geplaatst. De vrager leest waarom.", number=number),
    }
    return said[act]


def _board(
    hour: QuestionHour,
    *,
    opened: Opened | None = None,
    form: Form | None = None,
    status: int = 200,
) -> Answer:
    """The board as it is now."""
    questions = questions_of(hour, reader=reader())
    tempo = tempo_of(hour, questions, reader=reader())
    host_id, own_id = hour.host_id, reader().account_id
    page = render_template(
        "question_hours/staff/regie.html",
        form=form,
        hour=hour,
        round=hour.round,
        state=hour.state(clock.now()),
        questions=questions,
        new=new_questions(questions),
        more_new=max(0, len(questions.waiting) - NEWEST_AT_ONCE),
        tempo=tempo,
        pace=pace_words(tempo, hour),
        fairness=fairness_words(questions),
        watching=_watching(hour),
        opened=_shown(opened, questions),
        now_forms=_now_forms(hour, questions.on_screen, opened),
        answerers=answerers(hour, _own_words()),
        hosts=host_id == own_id,
        can_act=host_id in {None, own_id},
        can_answer=may(reader(), Permission.ANSWER_CONTRIBUTION, hour),
        colleagues=_colleagues(hour),
        hand_over=HandOverForm(formdata=None),
        notes=form if isinstance(form, NotesForm) else NotesForm(formdata=None, notes=hour.notes),
        staff_page=True,
    )
    return page, status


def _watching(hour: QuestionHour) -> int:
    """How many watch beside the host, as far as this process knows."""
    return max(0, live.online(PUBLIC, hour.id) - live.online(FOR_HOSTS, hour.id))


def _shown(opened: Opened | None, questions: Questions) -> Opened | None:
    """The open form, unless its question has no place on the board or its form stands there."""
    if opened is None or questions.numbered(opened.number) is None:
        return None
    return opened


def _now_forms(
    hour: QuestionHour, question: QuestionView | None, opened: Opened | None
) -> dict[str, QuestionForm]:
    """The forms beside the question whose turn it is; one that was sent keeps what was typed."""
    if question is None:
        return {}
    acts = ("antwoord", "later")
    forms = {act: _empty(act, question.number, hour) for act in acts}
    if opened is not None and opened.number == question.number and opened.act in forms:
        forms[opened.act] = opened.form
    return forms


def _own_words() -> str:
    account = signed_in()
    return f"{account.name}, {account.title}".rstrip(", ") if account else ""
