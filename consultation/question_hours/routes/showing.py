"""The page of an hour at each moment of its life, and the page of one question."""

from flask import request
from werkzeug.wrappers import Response

from consultation import clock
from consultation.accounts.session import reader, remember_key
from consultation.logbook import ANYONE
from consultation.permissions import Permission
from consultation.question_hours.forms.asking import AskForm
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.queries import (
    left_over,
    not_placed,
    numbers_supported,
    own_numbers,
    parts_of,
    question_shown,
    questions_of,
)
from consultation.question_hours.routes.blueprint import (
    bp,
    gates_on,
    hour_named,
    page,
    participant,
    sections_of,
)
from consultation.question_hours.states import TAKES_QUESTIONS, HourState
from consultation.short_codes.queries import code_of
from consultation.web.device import device
from consultation.web.guard import permission

LONGEST_SEARCH = 100


@bp.get("/rondes/<string:slug>/vragenuur/<string:day>")
@permission(Permission.READ_PUBLIC)
def show_hour(slug: str, day: str) -> Response:
    """One address for the whole life of an hour: planned, live, its report, or called off (J5)."""
    hour = hour_named(slug, day)
    state = hour.state(clock.now())
    if state in TAKES_QUESTIONS:
        return _live_page(hour)
    if state is HourState.CANCELLED:
        return page("question_hours/cancelled.html", hour, asked=hour.asked)
    return _report_page(hour)


@bp.get("/rondes/<string:slug>/vragenuur/<string:day>/vraag/<int:number>")
@permission(Permission.READ_PUBLIC)
def show_question(slug: str, day: str, number: int) -> Response:
    """One question, where it stands, and its answer."""
    hour = hour_named(slug, day)
    who = participant(hour)
    question = question_shown(hour, number, reader=who)
    is_own = question.submission_id in who.submissions
    if is_own and question.submission_id not in reader().submissions:
        # Asked over the socket, which can give no session: from here on the receipt opens too.
        remember_key(question.submission_id)
    return page(
        "question_hours/question.html",
        hour,
        question=question,
        is_own=is_own,
        is_supported=number in numbers_supported(hour, device(), reader=who),
        takes_questions=hour.state(clock.now()) in TAKES_QUESTIONS,
    )


def _live_page(hour: QuestionHour) -> Response:
    """Before and in the hour: what waits, whose turn it is, what was answered, and the form."""
    who, now = participant(hour), clock.now()
    questions = questions_of(hour, reader=who)
    form = AskForm(formdata=None, meta={"csrf": False})
    form.offer(sections_of(hour))
    own = own_numbers(hour, reader=who)
    return page(
        "question_hours/show.html",
        hour,
        form=form,
        gates=gates_on(hour),
        questions=questions,
        own=[one for number in own if (one := questions.numbered(number)) is not None],
        supported=numbers_supported(hour, device(), reader=who),
        minutes=max(1, -int((now - hour.ends_at).total_seconds() // 60)),
        is_away=hour.host_is_away(now),
        code=code_of(hour, reader=ANYONE),
    )


def _report_page(hour: QuestionHour) -> Response:
    """After the hour: every question with its answer, by section, to search in."""
    who = participant(hour)
    questions = questions_of(hour, reader=who)
    search = request.args.get("zoek", "")[:LONGEST_SEARCH].strip()
    own = own_numbers(hour, reader=who)
    return page(
        "question_hours/report.html",
        hour,
        questions=questions,
        parts=parts_of(questions, sections_of(hour), search),
        later=left_over(questions, search),
        refused=not_placed(questions),
        search=search,
        own=[one for number in own if (one := questions.numbered(number)) is not None],
        today=clock.today(),
    )
