"""Writing a reaction: a form per section and one for the whole plan, and the form of staff."""

import uuid
from datetime import timedelta

from flask import redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from consultation import clock
from consultation.accounts.session import reader
from consultation.contributions import operations, queries
from consultation.contributions.forms import (
    KIND_WORDS,
    arrival,
    let_judge_token,
    opened_at,
    opened_now,
)
from consultation.contributions.models import Submission
from consultation.contributions.states import LIMIT, Kind
from consultation.errors import DomainError
from consultation.logbook import transaction
from consultation.permissions import Permission
from consultation.reactions.forms import EnterForm, ReactionForm
from consultation.reactions.models import Place
from consultation.reactions.queries import place_in_round, place_named, place_of
from consultation.reactions.routes.blueprint import bp, rounds_to_enter
from consultation.rounds.models import Round
from consultation.rounds.queries import round_by_slug
from consultation.tenders.queries import gate_on
from consultation.typed import whole_number
from consultation.web.answers import Answer, staff_page
from consultation.web.errors import status_of
from consultation.web.guard import permission

ABOUT_SUMMARY = "samenvatting"
"""What stands in the address of the form for who finds that a summary is not right."""

SUMMARY_QUESTION = _("Wat klopt er niet aan deze samenvatting?")

HOUR = timedelta(hours=1)
"""How long before closing a form says that it closes soon (F1)."""


@bp.get("/rondes/<ronde>/reageren")
@bp.post("/rondes/<ronde>/reageren")
@permission(Permission.SEND_CONTRIBUTION)
def react_to_round(ronde: str) -> Answer:
    """React to the whole plan, or to a question of the round."""
    return _write(ronde, None)


@bp.get("/rondes/<ronde>/plan/<paragraaf>/reageren")
@bp.post("/rondes/<ronde>/plan/<paragraaf>/reageren")
@permission(Permission.SEND_CONTRIBUTION)
def react_to_section(ronde: str, paragraaf: str) -> Answer:
    """React to a section, or to one alinea of it (J1, J2)."""
    return _write(ronde, paragraaf.partition("-")[0])


@bp.get("/reageren/<concept>")
@bp.post("/reageren/<concept>")
@permission(Permission.SEND_CONTRIBUTION)
def edit_draft(concept: str) -> Answer:
    """Change a reaction before it is sent."""
    submission = queries.submission_by_token(concept, reader=reader())
    if submission.receipt is not None:
        return _to_check(submission)
    first = submission.contributions[0]
    place = place_of(first, queries.where_of(first, reader=reader()))
    form = ReactionForm(data=_written(submission) if request.method == "GET" else None)
    form.offer(place.section)
    if request.method == "GET" or not form.is_fit():
        return _form_page(submission.round, place, form, submission)
    try:
        at = arrival().at
        with transaction():
            submission = queries.submission_by_token(concept, reader=reader(), lock=True)
            first = submission.contributions[0]
            place = _chosen(place_of(first, queries.where_of(first, reader=reader())), form)
            said = form.words().said_about(place)
            operations.edit_draft(submission, said, at=at, by=reader())
    except DomainError as error:
        form.refuse(error)
        return _form_page(submission.round, place, form, submission, status_of(error))
    return _to_check(submission)


@bp.get("/werk/invoer")
@bp.post("/werk/invoer")
@permission(Permission.ENTER_CONTRIBUTION)
def enter_contribution() -> Answer:
    """Write down what came by telephone or on paper, and get a number to read out."""
    form = EnterForm(data={"sleutel": uuid.uuid4().hex} if request.method == "GET" else None)
    rounds = rounds_to_enter()
    slug = request.args.get("ronde", rounds[0].slug if rounds else "")
    receipt = request.args.get("klaar", "")
    chosen = next((one for one in rounds if one.slug == slug), None)
    if request.method == "POST" and chosen is not None and form.is_fit():
        try:
            receipt = _enter(chosen.slug, form)
        except DomainError as error:
            form.refuse(error)
        else:
            return redirect(url_for("reactions.enter_contribution", ronde=slug, klaar=receipt), 303)
    return staff_page(
        "reactions/enter.html",
        form,
        rounds=rounds,
        chosen=chosen,
        receipt=receipt,
        limit=LIMIT,
        status=422 if form.errors else 200,
    )


let_judge_token(bp, react_to_round, react_to_section, edit_draft, enter_contribution)


def _write(slug: str, permanent_id: str | None) -> Answer:
    """Show the form, or keep what was written as a draft and go on to the check page."""
    round_ = round_by_slug(slug, reader=reader())
    place = _asked(round_, place_in_round(round_, permanent_id, reader=reader()))
    if request.method == "GET":
        moment = arrival()
        operations.judge_timing(round_, moment)
        operations.check_subjects(round_, [place.subject], moment)
        form = ReactionForm(data=_fresh())
        form.offer(place.section)
        return _form_page(round_, place, form)
    form = ReactionForm()
    form.offer(place.section)
    if not form.is_fit():
        return _form_page(round_, place, form)
    try:
        submission = _draft(slug, permanent_id, form)
    except DomainError as error:
        form.refuse(error)
        return _form_page(round_, place, form, status=status_of(error))
    return _to_check(submission)


def _draft(slug: str, permanent_id: str | None, form: ReactionForm) -> Submission:
    moment = arrival(opened_at(form.geopend.data))
    with transaction():
        round_ = round_by_slug(slug, reader=reader())
        place = _asked(round_, place_in_round(round_, permanent_id, reader=reader()))
        said = form.words().said_about(_chosen(place, form))
        key = form.sleutel.data or uuid.uuid4().hex
        return operations.draft_submission(round_, said, key=key, arrival=moment, by=reader())


def _enter(slug: str, form: EnterForm) -> str:
    moment = arrival()
    with transaction():
        round_ = round_by_slug(slug, reader=reader())
        number = form.paragraaf.data or ""
        place = place_named(round_, number, whole_number(form.alinea.data), reader=reader())
        submission = operations.enter_submission(
            round_,
            form.words().said_about(place),
            form.sender(),
            key=form.sleutel.data or uuid.uuid4().hex,
            elsewhere=form.elsewhere(),
            arrival=moment,
            by=reader(),
        )
        return submission.receipt or ""


def _fresh() -> dict[str, str]:
    """An empty form: its key, the moment it is opened, and what its address names."""
    about_summary = request.args.get("vraag") == ABOUT_SUMMARY
    return {
        "sleutel": uuid.uuid4().hex,
        "geopend": opened_now(),
        "alinea": request.args.get("alinea", ""),
        "soort": (Kind.ERROR if about_summary else Kind.OPINION).value,
    }


def _written(submission: Submission) -> dict[str, str]:
    """A draft as its form shows it, in one piece."""
    first = submission.contributions[0]
    alinea = queries.where_of(first, reader=reader()).alinea
    return {
        "tekst": "\n".join(one.text.public_part for one in submission.contributions),
        "vertrouwelijk": first.text.confidential_part,
        "soort": first.kind.value,
        "alinea": str(alinea.number) if alinea is not None else "",
    }


def _asked(round_: Round, place: Place) -> Place:
    """The place with the question that the address names; `vraag` counts from one.

    Who says that a summary is not right answers a question too, so that the desk reads what it is
    about.
    """
    typed = request.args.get("vraag", "")
    if typed == ABOUT_SUMMARY and place.section is not None and place.section.summary:
        return Place(place.section, place.alinea, section_question=str(SUMMARY_QUESTION))
    asked = place.section.questions if place.section is not None else round_.questions
    number = whole_number(typed) or 0
    found = next((one for one in asked if one.position == number), None)
    if found is None:
        return place
    if place.section is not None:
        return Place(place.section, place.alinea, section_question=found.text)
    return Place(question=next(one for one in round_.questions if one.position == number))


def _chosen(place: Place, form: ReactionForm) -> Place:
    """The place with the alinea that was chosen in the form."""
    alineas = place.section.alineas if place.section is not None else []
    alinea = next((one for one in alineas if one.number == form.alinea_number), None)
    return Place(place.section, alinea, place.question, place.section_question)


def _to_check(submission: Submission) -> Response:
    """On to the check page; the fragment puts the keyboard at its first question."""
    address = url_for(
        "contributions.send_contribution", concept=submission.draft_token, _anchor="nakijken"
    )
    return redirect(address, 303)


def _form_page(
    round_: Round,
    place: Place,
    form: ReactionForm,
    submission: Submission | None = None,
    status: int = 422,
) -> Answer:
    closes_at = round_.closes_at
    is_closing = closes_at is not None and clock.now() < closes_at <= clock.now() + HOUR
    page = render_template(
        "reactions/write.html",
        form=form,
        round=round_,
        section=place.section,
        question=_question_text(place),
        gate=gate_on(round_, place.subject, reader=reader()),
        submission=submission,
        kinds=KIND_WORDS,
        limit=LIMIT,
        closes_soon=is_closing,
        last_moment=closes_at and closes_at - clock.SECOND,
    )
    return page, status if form.errors else 200


def _question_text(place: Place) -> str:
    """The one concrete question above the box: the one asked for, else the section's first."""
    if place.question is not None:
        return place.question.text
    if place.section_question:
        return place.section_question
    if place.section is not None and place.section.questions:
        return place.section.questions[0].text
    return ""
