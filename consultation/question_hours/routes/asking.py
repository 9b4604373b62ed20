"""Asking without a script: look it over, send it, and have the answer mailed; wanting to know too.

The form on the page of the hour writes nothing, so that page can be the same for everybody; the
page that looks it over has the token.
"""

import uuid
from dataclasses import replace

from flask import flash, redirect, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from consultation import live
from consultation.accounts.session import reader, remember_key
from consultation.contributions import operations as contributions
from consultation.contributions.emails import post_code
from consultation.contributions.forms import HINT_WORDS, arrival, let_judge_token, opened_now
from consultation.contributions.models import Submission
from consultation.contributions.routes.blueprint import count_code
from consultation.errors import AskedElsewhere, Closed, DomainError, NotFound, Refused
from consultation.logbook import Actor, transaction
from consultation.permissions import Permission, require
from consultation.plain_language.hints import personal_data_in
from consultation.question_hours import operations
from consultation.question_hours.forms.asking import (
    AnswerByMailForm,
    AskForm,
    SendForm,
    SupportForm,
)
from consultation.question_hours.forms.words import WISHES
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.operations import Asked, Wish
from consultation.question_hours.queries import (
    numbers_supported,
    question_numbered,
    question_shown,
    section_named,
)
from consultation.question_hours.routes.blueprint import (
    bp,
    gates_on,
    hour_address,
    hour_named,
    page,
    participant,
    sections_of,
)
from consultation.web.answers import Answer
from consultation.web.device import device, give_device
from consultation.web.errors import status_of
from consultation.web.guard import permission
from consultation.web.limits import count_attempt, crowd_limits


@bp.get("/rondes/<string:slug>/vragenuur/<string:day>/vraag/nakijken")
@bp.post("/rondes/<string:slug>/vragenuur/<string:day>/vraag/nakijken")
@permission(Permission.ASK_QUESTION)
def check_question(slug: str, day: str) -> Answer:
    """Look a question over before it is sent. Nothing is kept here, so no token is asked."""
    hour = hour_named(slug, day)
    typed = AskForm(meta={"csrf": False})
    typed.offer(sections_of(hour))
    form = SendForm(formdata=None, data=_looked_over(typed))
    form.offer(sections_of(hour))
    closed = _closed(hour)
    if request.method == "POST" and not typed.is_fit():
        form.tekst.errors, form.form_errors[:] = list(typed.tekst.errors), typed.form_errors
    return _ask_page(hour, form, closed)


@bp.get("/rondes/<string:slug>/vragenuur/<string:day>/vraag/sturen")
@bp.post("/rondes/<string:slug>/vragenuur/<string:day>/vraag/sturen")
@permission(Permission.ASK_QUESTION)
def send_question(slug: str, day: str) -> Answer:
    """Send a question: its number and its receipt. The same key gives the same question."""
    hour = hour_named(slug, day)
    if request.method == "GET":
        return redirect(hour_address(hour, "check_question"), 303)
    form = SendForm()
    form.offer(sections_of(hour))
    if not form.is_fit():
        return _ask_page(hour, form, _closed(hour))
    try:
        number, submission = _send(slug, day, form)
    except DomainError as error:
        if isinstance(error, Refused) and error.code == "key_used":
            form.sleutel.data = uuid.uuid4().hex
        if isinstance(error, Closed) and not isinstance(error, AskedElsewhere):
            return _ask_page(hour, form, error)
        form.refuse(error)
        return _ask_page(hour, form, None, error)
    return give_device(_after_asking(hour, number, submission))


@bp.get("/rondes/<string:slug>/vragenuur/<string:day>/vraag/<int:number>/antwoord-per-mail")
@bp.post("/rondes/<string:slug>/vragenuur/<string:day>/vraag/<int:number>/antwoord-per-mail")
@permission(Permission.CHANGE_CONTRIBUTION)
def ask_address(slug: str, day: str, number: int) -> Answer:
    """Let the answer to an own question go to an address, once its code was entered."""
    hour = hour_named(slug, day)
    who = participant(hour)
    question = question_numbered(hour, number, reader=who)
    require(who, Permission.CHANGE_CONTRIBUTION, question)
    form = AnswerByMailForm()
    if request.method == "POST" and form.is_fit():
        try:
            count_code(form.address)
            with transaction():
                question = question_numbered(hour_named(slug, day), number, reader=who)
                _ask_for_code(question.submission, form.address, by=who)
                submission = question.submission
        except DomainError as error:
            form.refuse(error)
        else:
            return _after_asking(hour, number, submission)
    answer = page("question_hours/address.html", hour, form=form, number=number)
    answer.headers["Cache-Control"] = "no-store"
    answer.status_code = 422 if form.errors or form.form_errors else 200
    return answer


@bp.get("/rondes/<string:slug>/vragenuur/<string:day>/vraag/<int:number>/ook-weten")
@bp.post("/rondes/<string:slug>/vragenuur/<string:day>/vraag/<int:number>/ook-weten")
@permission(Permission.SUPPORT_QUESTION)
def support_question(slug: str, day: str, number: int) -> Answer:
    """Say that one wants to know the answer too, or no longer."""
    hour = hour_named(slug, day)
    who = participant(hour)
    question = question_shown(hour, number, reader=who)
    form = SupportForm(data={"vraag": number} if request.method == "GET" else None)
    if request.method == "POST" and form.validate():
        try:
            _support(slug, day, Wish(number, device(), bool(form.aan.data)))
        except DomainError as error:
            form.refuse(error)
        else:
            return redirect(hour_address(hour, "show_question", number=number), 303)
    shown = page(
        "question_hours/support.html",
        hour,
        form=form,
        question=question,
        is_supported=number in numbers_supported(hour, device(), reader=who),
    )
    shown.headers["Cache-Control"] = "no-store"
    return give_device(shown)


def _looked_over(typed: AskForm) -> dict[str, str]:
    """What was typed on the page of the hour, with a key of its own unless it has one."""
    return {
        "tekst": typed.tekst.data or "",
        "paragraaf": typed.paragraaf.data or "",
        "sleutel": typed.sleutel.data or uuid.uuid4().hex,
    }


def _closed(hour: QuestionHour) -> Closed | None:
    """Why this hour takes no question now; None when it does."""
    try:
        operations.check_takes_questions(hour, arrival())
    except Closed as error:
        return error
    return None


def _send(slug: str, day: str, form: SendForm) -> tuple[int, Submission]:
    """Ask it, with an address for the answer in the same transaction."""
    moment = arrival()
    count_attempt(*crowd_limits("ask", device()))
    if form.address and form.address != session.get("confirmed"):
        count_code(form.address)
    with transaction():
        hour = hour_named(slug, day)
        section = section_named(hour, form.paragraaf.data or "", reader=reader())
        asked = Asked(form.words, form.sleutel.data or "", section, device())
        question = operations.ask_question(hour, asked, arrival=moment, by=reader())
        submission = question.submission
        if form.address and submission.email_confirmed_at is None:
            _ask_for_code(submission, form.address, by=_asker(submission))
        number = question.number or 0
    remember_key(submission.id)  # not before it is kept: a number that came free is given again
    return number, submission


def _asker(submission: Submission) -> Actor:
    """Whoever asks, with what was just sent as their own."""
    who = reader()
    return replace(who, submissions=who.submissions | {submission.id})


def _ask_for_code(submission: Submission, address: str, *, by: Actor) -> None:
    known = str(session.get("confirmed", ""))
    at = arrival().at
    code = contributions.ask_address(submission, address, at=at, known_email=known, by=by)
    if code:
        post_code(submission, code)


def _after_asking(hour: QuestionHour, number: int, submission: Submission) -> Response:
    """To the code for who gave an address, else to the page of the question."""
    if submission.awaits_code:
        flash(_("Uw vraag is nummer %(number)s. Zij is al binnen.", number=number))
        code = url_for("contributions.confirm_submission", concept=submission.draft_token)
        return redirect(code, 303)
    return redirect(hour_address(hour, "show_question", number=number), 303)


def _support(slug: str, day: str, wish: Wish) -> None:
    if not wish.person:
        raise NotFound("device_unknown")
    live.gather(WISHES, (hour_named(slug, day).id, wish))


def _ask_page(
    hour: QuestionHour, form: SendForm, closed: Closed | None, error: DomainError | None = None
) -> Answer:
    """The question in its form; what was typed stays, whatever went wrong (I2)."""
    if closed is not None:
        form.refuse(closed)
    is_new = request.method == "GET" or not form.words
    answer = page(
        "question_hours/ask.html",
        hour,
        form=form,
        gates=gates_on(hour),
        is_new=is_new,
        is_closed=closed is not None,
        hints=[] if is_new else personal_data_in(form.words),
        hint_words=HINT_WORDS,
        opened=opened_now(),
        key=uuid.uuid4().hex,
    )
    answer.headers["Cache-Control"] = "no-store"
    has_errors = bool(form.errors or form.form_errors)
    status = status_of(error or closed) if error or closed else 422  # type: ignore[arg-type]
    answer.status_code = status if has_errors else 200
    return give_device(answer)


let_judge_token(bp, check_question, send_question, ask_address)
