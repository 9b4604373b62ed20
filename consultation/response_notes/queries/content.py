"""What a note says: what is frozen when it is published."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectin_polymorphic, selectinload

from consultation.answers.models import Disposition
from consultation.answers.queries import changes_of, outcomes_of
from consultation.answers.states import BY_THE_SYSTEM, Outcome
from consultation.contributions.models import Contribution, Submission
from consultation.contributions.states import ContributionState
from consultation.database import db
from consultation.logbook import SYSTEM, Actor
from consultation.permissions import Permission, require
from consultation.plans.queries import Line, outline_and_gone
from consultation.reactions.models import Reaction
from consultation.response_notes.models import NoteTheme, ResponseNote
from consultation.rounds.models import Round

LISTED = frozenset(ContributionState) - {ContributionState.DRAFT, ContributionState.UNCONFIRMED}
"""States of inputs that stand in the note."""

OWN_STATE = {
    ContributionState.WITHDRAWN: "ingetrokken",
    ContributionState.ERASED: "gewist",
}


@dataclass(frozen=True)
class _Places:
    """Where in the plan an input belongs, in words."""

    lines: Mapping[str, Line]

    def of(self, contribution: Contribution) -> dict[str, object]:
        """Number and title of the section, and the alinea's place in it."""
        line = self.lines.get(contribution.section_permanent_id or "")
        if line is not None:
            return {"paragraaf": line.permanent_id, "naam": line.name}
        named = contribution.unknown_number if isinstance(contribution, Reaction) else ""
        return {"paragraaf": "", "genoemd_nummer": named} if named else {"paragraaf": ""}


def _places(round: Round) -> _Places:
    if round.version is None:
        return _Places({})
    lines = outline_and_gone(round.version, reader=SYSTEM)
    return _Places({line.permanent_id: line for line in lines})


def listed_contributions(round: Round, *, reader: Actor) -> Sequence[Contribution]:
    """Every input of a round that stands in its note, in the order they came in."""
    require(reader, Permission.READ_PUBLIC, round)
    query = (
        select(Contribution)
        .join(Contribution.submission)
        .where(Contribution.round_id == round.id, Contribution.state.in_(LISTED))
        .options(
            selectinload(Contribution.submission), selectin_polymorphic(Contribution, [Reaction])
        )
        .order_by(Submission.received_at, Contribution.id)
    )
    return list(db.session.scalars(query))


def content_of(note: ResponseNote, *, reader: Actor) -> dict[str, Any]:
    """What the note says, without any text of a contribution: this is what is frozen (I5).

    Each input stands in it once, with its reference and with an outcome and a reason for each
    of its points, or as too late, withdrawn or erased.
    """
    require(reader, Permission.READ_DRAFT_NOTE, note)
    round = note.round
    inputs = listed_contributions(round, reader=reader)
    outcomes = outcomes_of(inputs, reader=SYSTEM)
    places = _places(round)
    entries = [_entry(one, outcomes.get(one.id, []), places) for one in inputs]
    return {
        "ronde": round.slug,
        "titel": round.title,
        "in_het_kort": note.in_short,
        "wie_hoorden_wij_niet_genoeg": note.too_little_heard,
        "themas": [_theme(theme, places) for theme in note.themes],
        "veranderingen": _changes(round, places),
        "inbreng": entries,
        "aantallen": _numbers(entries),
    }


def _theme(theme: NoteTheme, places: _Places) -> dict[str, Any]:
    return {
        "nummer": theme.number,
        "titel": theme.title,
        "wat_hoorden_wij": theme.heard,
        "wat_doen_wij": theme.done,
        "waarom": theme.why,
        "wat_niet": theme.not_done,
        "paragrafen": [{"paragraaf": one, "naam": _name(places, one)} for one in theme.sections],
    }


def _changes(round: Round, places: _Places) -> list[dict[str, Any]]:
    return [
        {
            "paragraaf": change.section_permanent_id,
            "naam": _name(places, change.section_permanent_id),
            "oud": change.old_text,
            "nieuw": change.new_text,
            "reden": change.reason,
            "inbreng": sorted(one.reference for one in change.contributions),
        }
        for change in changes_of(round, reader=SYSTEM)
    ]


def _name(places: _Places, permanent_id: str) -> str:
    line = places.lines.get(permanent_id)
    return line.name if line else ""


def _entry(
    contribution: Contribution, outcomes: Sequence[Disposition], places: _Places
) -> dict[str, Any]:
    state = _state(contribution, outcomes)
    return {
        "nummer": contribution.reference,
        "soort": contribution.kind.value,
        **places.of(contribution),
        "stand": state,
        "punten": [_point(one) for one in outcomes] if state == "beantwoord" else [],
    }


def _state(contribution: Contribution, outcomes: Sequence[Disposition]) -> str:
    own = OWN_STATE.get(contribution.state)
    if own is not None:
        return own
    return "beantwoord" if outcomes or not contribution.submission.is_late else "te laat"


def _point(disposition: Disposition) -> dict[str, str]:
    answer = disposition.answer
    return {
        "uitkomst": disposition.outcome.value,
        "reden": disposition.reason,
        "antwoord": answer.newest.text if answer else "",
        "antwoord_nummer": answer.public_id if answer else "",
        "door": answer.newest.by_shown if answer else "",
    }


def _numbers(entries: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    states = Counter(entry["stand"] for entry in entries)
    outcomes = Counter(point["uitkomst"] for entry in entries for point in entry["punten"])
    known = [outcome.value for outcome in Outcome if outcome not in BY_THE_SYSTEM]
    return {
        "totaal": len(entries),
        "per_stand": dict(sorted(states.items())),
        "per_uitkomst": {word: outcomes[word] for word in known if outcomes[word]},
    }


@dataclass(frozen=True)
class SharedReason:
    """One reason, and the inputs that got it: so that many are read at once."""

    reason: str
    numbers: tuple[str, ...]
    places: tuple[str, ...]


def reasons_in(content: Mapping[str, Any], outcomes: Collection[str]) -> list[SharedReason]:
    """The reasons behind these outcomes in what a note says, the most given first."""
    found: dict[str, dict[str, str]] = {}
    for entry in content["inbreng"]:
        for point in entry["punten"]:
            if point["uitkomst"] in outcomes:
                inputs = found.setdefault(point["reden"], {})
                inputs[entry["nummer"]] = entry.get("naam", "")
    reasons = [
        SharedReason(reason, tuple(inputs), tuple(dict.fromkeys(filter(None, inputs.values()))))
        for reason, inputs in found.items()
    ]
    return sorted(reasons, key=lambda one: -len(one.numbers))
