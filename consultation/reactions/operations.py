"""Reacting to the plan, and writing down what came on paper, by telephone or in a sheet."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from consultation import clock
from consultation.contributions.models import Submission
from consultation.contributions.operations import Said, enter_submission
from consultation.contributions.states import LIMIT, Arrival, Elsewhere, Kind, NameShown, Sender
from consultation.errors import DomainError, Refused
from consultation.logbook import Actor
from consultation.permissions import Permission, require
from consultation.plain_language.hints import cut_in_parts
from consultation.reactions.models import Place, Reaction
from consultation.reactions.queries import Places
from consultation.rounds.models import Round
from consultation.safe_html import clean_typed
from consultation.typed import whole_number


@dataclass(frozen=True)
class Words:
    """What somebody wrote about a place, in one part or in several after a cut."""

    kind: Kind
    parts: Sequence[str]
    confidential: str = ""

    def said_about(self, place: Place) -> list[Said]:
        """A new reaction for each part; the confidential text goes with the first."""
        kept = [self.confidential, *[""] * len(self.parts)]
        return [
            Said(Reaction.at(place, self.kind), part, secret)
            for part, secret in zip(self.parts, kept, strict=False)
        ]


@dataclass(frozen=True)
class Imported:
    """What came of a sheet: the receipt of each row that was taken, the error of each other."""

    accepted: list[tuple[int, str]] = field(default_factory=list)
    refused: list[tuple[int, DomainError]] = field(default_factory=list)


KINDS = {
    "vraag": Kind.QUESTION,
    "voorstel": Kind.PROPOSAL,
    "mening": Kind.OPINION,
    "ervaring": Kind.OPINION,
    "mening of ervaring": Kind.OPINION,
    "fout": Kind.ERROR,
    "fout in de tekst": Kind.ERROR,
    "": Kind.OPINION,
}
"""The words of the column `soort`."""

COLUMNS = ("paragraaf", "alinea", "soort", "tekst", "naam", "organisatie", "ontvangen_op")

NOON = time(12)
"""The hour of an input of which only the day is known."""


@dataclass(frozen=True)
class InputRow:
    """A row of a sheet: its number there, its cells, and the key that it keeps for ever."""

    number: int
    cells: Mapping[str, str]
    key: str


def input_rows(
    round_slug: str, rows: Iterable[tuple[int, Mapping[str, str]]]
) -> Iterator[InputRow]:
    """The rows of a whole sheet with their keys.

    A row has the same key whenever and wherever in the sheet it comes back. Two rows that say the
    same are two inputs: many people send the same words, and each of them counts.
    """
    seen: Counter[str] = Counter()
    for number, row in rows:
        cells = {name: row.get(name, "").strip() for name in COLUMNS}
        content = repr([round_slug, [cells[name] for name in COLUMNS]])
        seen[content] += 1
        mark = hashlib.sha256(f"{content}{seen[content]}".encode()).hexdigest()
        yield InputRow(number, cells, f"blad-{mark[:48]}")


def import_inputs(
    round_: Round,
    rows: Iterable[InputRow],
    *,
    elsewhere: Elsewhere,
    arrival: Arrival,
    by: Actor,
) -> Imported:
    """Take the rows of a sheet as inputs, each on its own, within the caller's transaction.

    The same row gives the same receipt again. A row that cannot be taken is reported with its
    number and leaves nothing behind: all that can be wrong is found before anything is written.
    """
    require(by, Permission.ENTER_CONTRIBUTION, round_)
    places = Places(round_, reader=by)
    done = Imported()
    for row in rows:
        try:
            submission = _import_row(round_, row, places, elsewhere, arrival, by=by)
        except DomainError as error:
            done.refused.append((row.number, error))
        else:
            done.accepted.append((row.number, submission.receipt or ""))
    return done


def _import_row(
    round_: Round,
    row: InputRow,
    places: Places,
    elsewhere: Elsewhere,
    arrival: Arrival,
    *,
    by: Actor,
) -> Submission:
    cells = row.cells
    organisation = cells["organisatie"][:200]
    name = cells["naam"][:120]
    shown = NameShown.FULL if name else NameShown.NONE
    parts = cut_in_parts(clean_typed(cells["tekst"]), LIMIT)
    words = Words(_kind(cells["soort"]), parts or [""])
    place = places.named(cells["paragraaf"], _alinea(cells["alinea"]))
    return enter_submission(
        round_,
        words.said_about(place),
        Sender(name=name, name_shown=shown, organisation_name=organisation),
        key=row.key,
        elsewhere=Elsewhere(elsewhere.channel, _moment(cells["ontvangen_op"], round_)),
        arrival=arrival,
        by=by,
    )


def _kind(word: str) -> Kind:
    kind = KINDS.get(word.casefold())
    if kind is None:
        raise Refused("kind_unknown", kind=word)
    return kind


def _alinea(typed: str) -> int | None:
    digits = typed.casefold().removeprefix("alinea").strip().removesuffix(".0")
    if not digits:
        return None
    number = whole_number(digits)
    if number is None:
        raise Refused("alinea_no_number", alinea=typed)
    return number


DAYS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y")
MOMENTS = ("%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%d-%m-%Y %H:%M")


def _moment(typed: str, round_: Round) -> datetime | None:
    """The moment in a cell; a day without an hour counts as that day, before the round closed.

    Raises Refused with `moment_unreadable`.
    """
    for form in MOMENTS:
        found = _parsed(typed, form)
        if found is not None:
            return clock.local_moment(found.date(), found.time())
    for form in DAYS:
        found = _parsed(typed, form)
        if found is not None:
            return _within_round(found.date(), round_)
    if typed:
        raise Refused("moment_unreadable", moment=typed)
    return None


def _within_round(day: date, round_: Round) -> datetime:
    """Noon of a day, moved inside the round when that day is its first or last."""
    moment = clock.local_moment(day, NOON)
    for edge in (round_.opens_at, round_.closes_at and round_.closes_at - clock.SECOND):
        if edge is not None and clock.amsterdam(edge).date() == day:
            moment = max(moment, edge) if edge == round_.opens_at else min(moment, edge)
    return moment


def _parsed(typed: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(typed, form)  # noqa: DTZ007 - the zone is added where it is known
    except ValueError:
        return None
