"""From a short code on paper, or read out on the telephone, to where it leads now."""

from flask import redirect, request, url_for

from consultation.accounts.session import reader
from consultation.categories.queries import category_by_id
from consultation.errors import NotFound
from consultation.forums.queries import meeting_of_hour
from consultation.permissions import Permission
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.queries import hour_by_id, hour_by_public_id
from consultation.reading_room.routes.blueprint import bp, page
from consultation.rounds.queries import round_by_id
from consultation.short_codes.models import ShortCode
from consultation.short_codes.queries import find_code
from consultation.short_codes.states import LONGEST_TYPED, CodeFor
from consultation.web.answers import Answer
from consultation.web.guard import permission


@bp.get("/r")
@permission(Permission.READ_PUBLIC)
def ask_code() -> Answer:
    """Where one types a code; with a code on to what it leads to."""
    typed = request.args.get("code", "").strip().rstrip("/").rsplit("/", 1)[-1][:LONGEST_TYPED]
    if typed:
        return redirect(url_for(".follow_code", code=typed))
    return page("reading_room/short_code.html", typed="", is_unknown=False)


@bp.get("/r/<string:code>")
@permission(Permission.READ_PUBLIC)
def follow_code(code: str) -> Answer:
    """From a code to the address of today; an unknown one can be typed again."""
    try:
        return redirect(_address_of(code))
    except NotFound:
        answer = page("reading_room/short_code.html", typed=code[:LONGEST_TYPED], is_unknown=True)
        answer.status_code = 404
        return answer


def _address_of(typed: str) -> str:
    """Where this code leads whoever asks; raises NotFound."""
    try:
        found = find_code(typed, reader=reader())
    except NotFound:
        # Hours had a longer id on the screen before there were codes; it keeps answering.
        return _hour_address(hour_by_public_id(typed.upper(), reader=reader()))
    if found.kind is CodeFor.HOUR:
        return _hour_address(hour_by_id(found.subject_id, reader=reader()))
    if found.kind is CodeFor.CATEGORY:
        category = category_by_id(found.subject_id, reader=reader())
        return url_for(".show_category", slug=category.slug)
    return _place_in_round(found)


def _place_in_round(found: ShortCode) -> str:
    round = round_by_id(found.subject_id, reader=reader())
    if found.kind is CodeFor.ROUND:
        return url_for(".show_round", slug=round.slug)
    return url_for(".show_section", slug=round.slug, permanent_id=found.section_permanent_id)


def _hour_address(hour: QuestionHour) -> str:
    """The page of an hour; one without a round is a meeting of a forum."""
    if hour.round is not None:
        return hour.path
    meeting = meeting_of_hour(hour, reader=reader())
    return url_for("forums.show_meeting", slug=meeting.forum.slug, day=hour.day.isoformat())
