"""One contribution as a moderator sees it: its words with what may be personal, and its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import request

from consultation import clock
from consultation.accounts.session import reader
from consultation.contributions.forms import KIND_WORDS
from consultation.contributions.models import Contribution, Passage
from consultation.contributions.queries import where_of
from consultation.contributions.states import NameShown, PassageKind
from consultation.moderation import queries
from consultation.moderation.forms import (
    REASON_WORDS,
    SENSITIVE_WORDS,
    STATE_WORDS,
    VERDICT_WORDS,
    RedactForm,
    RefuseForm,
    previews,
)
from consultation.moderation.routes.blueprint import names_of
from consultation.moderation.states import Reason
from consultation.plain_language.hints import Hint, Sensitive, personal_data_in
from consultation.rounds.states import Phase


@dataclass(frozen=True)
class Piece:
    """A stretch of a passage: words, with a mark when they may be personal or are black."""

    text: str
    mark: str = ""
    words: str = ""


@dataclass(frozen=True)
class Found:
    """What may be personal in one passage."""

    passage: Passage
    hint: Hint

    @property
    def code(self) -> str:
        """Where it is, as the page's form says it back."""
        return f"{self.passage.id}-{self.hint.begin}-{self.hint.end}"

    @property
    def kind_words(self) -> str:
        """What it may be."""
        return str(SENSITIVE_WORDS[self.hint.kind])


def findings(contribution: Contribution) -> list[Found]:
    """What may be personal in the parts that the public would read, and is not black yet."""
    return [
        Found(passage, hint)
        for passage in contribution.text.passages
        if passage.kind is not PassageKind.CONFIDENTIAL
        for hint in personal_data_in(passage.text)
        if not _is_black(passage, hint.begin, hint.end)
    ]


def _is_black(passage: Passage, begin: int, end: int) -> bool:
    if passage.kind is not PassageKind.REDACTED:
        return False
    return not passage.spans or any(a <= begin and end <= b for a, b in passage.spans)


def pieces_of(passage: Passage, found: Iterable[Found]) -> list[Piece]:
    """A passage in stretches, so that what matters can be marked in it."""
    marks = [(one.hint.begin, one.hint.end, "hint", one.kind_words) for one in found]
    if passage.kind is PassageKind.REDACTED:
        spans = passage.spans or [[0, len(passage.text)]]
        marks += [(begin, end, "black", "") for begin, end in spans]
    pieces, at = [], 0
    for begin, end, mark, words in sorted(marks):
        if end <= at:
            continue
        pieces += [Piece(passage.text[at:begin])] if begin > at else []
        pieces.append(Piece(passage.text[max(begin, at) : end], mark, words))
        at = end
    return [*pieces, Piece(passage.text[at:])] if at < len(passage.text) else pieces


@dataclass
class Forms:
    """The forms beside a contribution; the one that was sent holds what was typed."""

    refuse: RefuseForm
    redact: RedactForm

    @property
    def failed(self) -> RefuseForm | RedactForm | None:
        """The form that asks for attention."""
        found = (one for one in (self.refuse, self.redact) if one.errors or one.form_errors)
        return next(found, None)


def forms_for(contribution: Contribution, *, refuse: Any = None, redact: Any = None) -> Forms:
    """Fresh forms, or the one that was sent; the reason of a hint is chosen beforehand."""
    kinds = {one.hint.kind for one in findings(contribution)}
    reason = Reason.TRADE_SECRET if kinds == {Sensitive.PRICE} else Reason.PERSONAL_DATA
    seen = contribution.text.number
    return Forms(
        refuse or RefuseForm(formdata=None, prefix="niet-", data={"gezien": seen}),
        redact
        or RedactForm(
            formdata=None, prefix="zwart-", data={"gezien": seen, "reason": reason.value}
        ),
    )


def item_context(contribution: Contribution, forms: Forms) -> dict[str, Any]:
    """Everything that stands on the page about one contribution."""
    found = findings(contribution)
    submission = contribution.submission
    round_ = contribution.round
    return {
        "item": contribution,
        "submission": submission,
        "round": round_,
        "names": names_of(contribution),
        "where": where_of(contribution, reader=reader()),
        "passages": [
            (one, pieces_of(one, (hit for hit in found if hit.passage is one)))
            for one in contribution.text.passages
        ],
        "hits": found,
        "ticked": request.form.getlist("gegeven") if request.method == "POST" else None,
        "decisions": queries.decisions_on(contribution, reader=reader()),
        "forms": forms,
        "form": forms.failed,
        "previews": previews(is_open=round_.phase(clock.now()) is Phase.OPEN),
        "is_kept_back": submission.name_shown is NameShown.NOT_PLACED,
        "kinds": KIND_WORDS,
        "states": STATE_WORDS,
        "verdicts": VERDICT_WORDS,
        "reasons": REASON_WORDS,
    }


def age_of(contribution: Contribution) -> timedelta:
    """How long a contribution waits."""
    received = contribution.submission.received_at or clock.now()
    return clock.now() - received
