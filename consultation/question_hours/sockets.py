"""The live door of an hour: join, ask, support, and the acts of the host (design.md 6).

Each event reaches the operation that its page reaches, with the same form and the same answer in
words (I13). What is sent live is read from the hour's numbered events, never made here.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeVar

from flask import Flask, current_app, request
from werkzeug.datastructures import MultiDict

from consultation import clock, live
from consultation.accounts.session import reader
from consultation.contributions.forms import arrival
from consultation.errors import DomainError, NotFound
from consultation.logbook import ANYONE, SYSTEM, Actor, transaction
from consultation.permissions import Permission, may, require
from consultation.question_hours import operations
from consultation.question_hours.forms.asking import AskForm, SupportForm
from consultation.question_hours.forms.hosting import ACTS, QuestionForm
from consultation.question_hours.forms.words import FOR_HOSTS, PUBLIC, WISHES, event_json, hour_json
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.operations import Asked, Wish
from consultation.question_hours.queries import (
    events_after,
    hour_by_id,
    hour_by_public_id,
    hours_of_round_id,
    hours_that_changed,
    newest_numbers,
    question_numbered,
    section_named,
)
from consultation.web.device import device
from consultation.web.forms import Form
from consultation.web.limits import count_attempt, crowd_limits

JOINED = "consultation.hour"
"""Where the request of a socket keeps the hour it joined."""

AnyForm = TypeVar("AnyForm", bound=Form)
Reply = dict[str, Any]


# --- watching ------------------------------------------------------------------------------


def register_hours() -> None:
    """Let sockets watch hours."""
    live.register_feed(_feed(PUBLIC, ANYONE, for_hosts=False))
    live.register_feed(_feed(FOR_HOSTS, SYSTEM, for_hosts=True))


def _feed(name: str, eyes: Actor, *, for_hosts: bool) -> live.Feed:
    def newest(hours: Collection[int]) -> Mapping[int, int]:
        return newest_numbers(hours, for_hosts=for_hosts, reader=eyes)

    def after(number: int, since: int) -> Sequence[live.Event]:
        hour = hour_by_id(number, reader=SYSTEM)
        now = clock.now()
        told = events_after(hour, since, reader=eyes, for_hosts=for_hosts)
        return [event_json(one, hour, now) for one in told]

    def names(number: int) -> Mapping[str, Any]:
        mark = {"regie": True} if for_hosts else {}
        return {"uur": hour_by_id(number, reader=SYSTEM).public_id, **mark}

    return live.Feed(name, newest, after, names, _hides)


def _hides(event: live.Event) -> bool:
    """Whether a text was taken away, so that earlier events may no longer say it."""
    return "vraag" in event and event["vraag"]["tekst"] is None


@live.each_second
def tell_time(watched: Mapping[str, Collection[int]]) -> None:
    """Tell what the clock changed in the hours that are watched: begun, ended, host away."""
    numbers = {number for hours in watched.values() for number in hours}
    changed = [one.id for one in hours_that_changed(numbers, reader=SYSTEM)] if numbers else []
    for number in changed:
        with transaction():
            operations.tell_changes(hour_by_id(number, reader=SYSTEM), by=SYSTEM)


def tell_hours(_what: object, subject_id: int, round_id: int | None) -> None:
    """Something happened in a round, or to an hour without one: its watchers are told at once."""
    found = [subject_id] if round_id is None else hours_of_round_id(round_id, reader=SYSTEM)
    for number in found:
        wake(number)


def wake(hour_id: int) -> None:
    """Let the watchers of an hour be told what it has told since."""
    live.kick(PUBLIC, hour_id)
    live.kick(FOR_HOSTS, hour_id)


@live.on("join", Permission.READ_PUBLIC)
def join(given: dict[str, Any]) -> Reply:
    """Watch an hour from the last event one has; the host's list for who may host."""
    hour = hour_by_public_id(str(given.get("uur", "")), reader=reader())
    is_host = bool(given.get("regie"))
    if is_host:
        require(reader(), Permission.HOST_HOUR, hour)
    request.environ[JOINED] = hour.public_id
    state = hour_json(hour, clock.now())
    number, feed = hour.id, FOR_HOSTS if is_host else PUBLIC
    allowed = _may_still_host(number) if is_host else None
    events = live.watch(feed, number, _number(given.get("na")), allowed=allowed)
    return {"ok": True, "stand": state["stand"], "uur": state, "gebeurtenissen": events}


def _may_still_host(hour_id: int) -> Callable[[], bool]:
    """Whether whoever made this connection may host now: signed in, not blocked, in that role."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    environ = request.environ

    def may_host() -> bool:
        with app.request_context(environ):
            return may(reader(), Permission.HOST_HOUR, hour_by_id(hour_id, reader=SYSTEM))

    return may_host


def _number(value: object) -> int:
    return value if isinstance(value, int) and 0 <= value < 2**31 else 0


def _joined(given: dict[str, Any]) -> QuestionHour:
    """The hour that is meant: the one named, or the one this socket joined."""
    named = given.get("uur") or request.environ.get(JOINED, "")
    return hour_by_public_id(str(named), reader=reader())


# --- asking --------------------------------------------------------------------------------


@live.on("ask", Permission.ASK_QUESTION)
def ask(given: dict[str, Any]) -> Reply:
    """Ask a question; a repeated key gives the same number and receipt."""
    hour, form = _joined(given), _filled(AskForm, given)
    form.offer([])
    if not form.validate():
        return _faults(form)
    section = section_named(hour, form.paragraaf.data or "", reader=reader())
    moment = arrival()
    count_attempt(*crowd_limits("ask", device()))
    asked = Asked(form.words, form.sleutel.data or "", section, device())
    with transaction():
        question = operations.ask_question(hour, asked, arrival=moment, by=reader())
        return {
            "ok": True,
            "nummer": question.number,
            "ontvangst": question.submission.receipt,
            "geheim": question.submission.secret_key,
        }


@live.on("support", Permission.SUPPORT_QUESTION)
def support(given: dict[str, Any]) -> Reply:
    """Say that one wants to know a question too, or no longer (`aan: false`)."""
    hour, form = _joined(given), _filled(SupportForm, {"aan": True, **given})
    if not form.validate():
        return _faults(form)
    if not device():
        raise NotFound("device_unknown")
    wish = Wish(form.vraag.data or 0, device(), form.aan.data)
    return {"ok": True, "steun": live.gather(WISHES, (hour.id, wish))}


@live.gathers(WISHES)
def write_wishes(items: list[tuple[int, Wish]]) -> list[int | DomainError]:
    """Count the wishes of a crowd, in one transaction for each hour."""
    results: dict[int, int | DomainError] = {}
    for number in {hour for hour, _wish in items}:
        here = [(place, wish) for place, (hour, wish) in enumerate(items) if hour == number]
        with transaction():
            hour = hour_by_id(number, reader=SYSTEM)
            wishes = [wish for _place, wish in here]
            counted = operations.support_questions(hour, wishes, by=ANYONE)
        results |= {place: count for (place, _wish), count in zip(here, counted, strict=True)}
    return [results[place] for place in range(len(items))]


# --- hosting -------------------------------------------------------------------------------


def _acting(kind: type[QuestionForm]) -> Callable[[dict[str, Any]], Reply]:
    """What answers an act of the host: its form, and the operation behind it."""

    def act(given: dict[str, Any]) -> Reply:
        form = _filled(kind, given)
        if not form.validate():
            return _faults(form)
        with transaction():
            question = question_numbered(_joined(given), form.number, reader=reader())
            form.act(question, by=reader())
        return {"ok": True}

    return act


for _name, _kind in ACTS.items():
    live.on(_name, Permission.HOST_HOUR)(_acting(_kind))


@live.on("here", Permission.HOST_HOUR)
def here(given: dict[str, Any]) -> Reply:
    """The sign of life of who hosts; says whether they still do."""
    with transaction():
        hour = _joined(given)
        hosts = operations.keep_hosting(hour, by=reader())
        number = hour.id
    wake(number)
    return {"ok": True, "regie": hosts}


def _filled(kind: type[AnyForm], given: dict[str, Any]) -> AnyForm:
    """A form with what was sent; the origin of the connection guards it instead of a token."""
    plain = {
        name: str(value)
        for name, value in given.items()
        if isinstance(value, str | int | float) and value is not False
    }
    return kind(formdata=MultiDict(plain), meta={"csrf": False})


def _faults(form: Form) -> Reply:
    faults = {name: " ".join(map(str, errors)) for name, errors in form.errors.items() if name}
    words = [*form.form_errors, *faults.values()]
    return {"ok": False, "melding": " ".join(map(str, words)), "fouten": faults}
