"""The board of who hosts: new questions, the queue, and the question whose turn it is (W10)."""

from dataclasses import dataclass

from flask import redirect, request
from werkzeug.datastructures import MultiDict

from consultation import clock, live
from consultation.accounts.models import Account
from consultation.accounts.session import reader, signed_in
from consultation.permissions import Permission, may, require
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
    DeferForm,
    HandOverForm,
    NotesForm,
    QuestionForm,
)
from consultation.question_hours.forms.words import FOR_HOSTS, PUBLIC
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.queries import (
    Questions,
    QuestionView,
    possible_hosts,
    questions_of,
    tempo_of,
)
from consultation.question_hours.routes.blueprint import bp, hour_address, hour_named
from consultation.typed import number_asked
from consultation.web.answers import Answer, staff_page
from consultation.web.forms import Form
from consultation.web.guard import permission

PLACE = "/werk/rondes/<string:slug>/vragenuur/<string:day>/regie"


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
    hour = hosted_hour(slug, day)
    number, act = request.args.get("vraag", 0, type=number_asked), request.args.get("doe", "")
    is_asked = number and act in ACT_NAMES
    opened = Opened(act, number, empty_form(act, number, hour)) if is_asked else None
    return board(hour, opened=opened)


def hosted_hour(slug: str, day: str) -> QuestionHour:
    """An hour that this person may host; raises NotFound or NotAllowed."""
    hour = hour_named(slug, day)
    require(reader(), Permission.HOST_HOUR, hour)
    return hour


def sent_form(act: str, number: int) -> QuestionForm:
    """The form of an act, with names of its own, so that more can stand on one page."""
    prefix = f"{act}-{number}-"
    sent = MultiDict(request.form) if request.method == "POST" else None
    if sent is not None:
        sent[f"{prefix}vraag"] = str(number)
    return ACTS[ACT_NAMES[act]](formdata=sent, prefix=prefix)


def empty_form(act: str, number: int, hour: QuestionHour) -> QuestionForm:
    """The same without anything typed; later is as the hour says, unless the host says else."""
    form = ACTS[ACT_NAMES[act]](formdata=None, prefix=f"{act}-{number}-")
    if isinstance(form, DeferForm):
        form.eigenaar.data, form.uiterlijk.data = hour.later_owner, hour.later_by
    return form


def colleagues_of(hour: QuestionHour) -> list[Account]:
    """Who could take the regie over from this person."""
    return [one for one in possible_hosts(hour, reader=reader()) if one.id != reader().account_id]


def back_to_board(slug: str, day: str, anchor: str = "") -> Answer:
    """Back to the board, at the place where one was."""
    return redirect(hour_address(hosted_hour(slug, day), "show_regie", _anchor=anchor or None), 303)


def board(
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
    return staff_page(
        "question_hours/staff/regie.html",
        form,
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
        colleagues=colleagues_of(hour),
        hand_over=HandOverForm(formdata=None),
        notes=form if isinstance(form, NotesForm) else NotesForm(formdata=None, notes=hour.notes),
        status=status,
    )


def _watching(hour: QuestionHour) -> int:
    """How many watch beside the host."""
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
    forms = {act: empty_form(act, question.number, hour) for act in acts}
    if opened is not None and opened.number == question.number and opened.act in forms:
        forms[opened.act] = opened.form
    return forms


def _own_words() -> str:
    account = signed_in()
    return f"{account.name}, {account.title}".rstrip(", ") if account else ""
