"""Judging contributions, always with a reason, always open to a second look (I6, I7)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from consultation import clock, mail
from consultation.contributions.models import Contribution, Passage
from consultation.contributions.states import ContributionState, PassageKind
from consultation.database import db
from consultation.errors import Invalid, Outdated, WrongStep
from consultation.logbook import Actor, Entry, What, enter
from consultation.moderation.models import Decision, Objection
from consultation.moderation.states import STATE_AFTER, ObjectionState, Reason, Verdict
from consultation.permissions import Permission, require
from consultation.public_record.leaves import Kind as Leaf

DECIDED = (
    What.CONTRIBUTION_PLACED,
    What.CONTRIBUTION_NOT_PLACED,
    What.CONTRIBUTION_REDACTED,
    What.CONTRIBUTION_HIDDEN,
    What.OBJECTION_JUDGED,
)
"""What its author gets a letter about, which waits a little and can be held back."""


def place_contribution(
    contribution: Contribution, *, seen: int | None = None, by: Actor
) -> Decision:
    """Put a contribution on the site as its author wrote it.

    `seen` is the number of the text that was read; raises Outdated when the author wrote another
    since. Raises WrongStep when it was judged already.
    """
    require(by, Permission.MODERATE_CONTRIBUTION, contribution)
    _lock(contribution, seen)
    decision = _decide(contribution, Verdict.PLACED, by=by)
    contribution.move_to(ContributionState.PLACED)
    _enter(What.CONTRIBUTION_PLACED, decision, by=by)
    return decision


def refuse_contribution(
    contribution: Contribution,
    *,
    reason: Reason,
    explanation: str = "",
    seen: int | None = None,
    by: Actor,
) -> Decision:
    """Keep a contribution off the site; its author is told why. It is still read and counted.

    Raises Invalid when the reason is "other" and nothing explains it, Outdated when the author
    wrote another text since.
    """
    require(by, Permission.MODERATE_CONTRIBUTION, contribution)
    _check_explained(reason, explanation)
    _lock(contribution, seen)
    decision = _decide(contribution, Verdict.NOT_PLACED, by=by, reason=reason)
    decision.explanation = explanation
    contribution.move_to(ContributionState.NOT_PLACED)
    _enter(What.CONTRIBUTION_NOT_PLACED, decision, by=by)
    return decision


def hide_contribution(
    contribution: Contribution,
    *,
    reason: Reason,
    explanation: str = "",
    seen: int | None = None,
    by: Actor,
) -> Decision:
    """Take a contribution that was placed out of sight; its author is told why."""
    require(by, Permission.MODERATE_CONTRIBUTION, contribution)
    _check_explained(reason, explanation)
    _lock(contribution, seen)
    decision = _decide(contribution, Verdict.HIDDEN, by=by, reason=reason)
    decision.explanation = explanation
    contribution.move_to(ContributionState.HIDDEN)
    contribution.append_leaf(Leaf.VERBORGEN)
    _enter(What.CONTRIBUTION_HIDDEN, decision, by=by)
    return decision


def redact_contribution(
    contribution: Contribution,
    *,
    passages: Mapping[int, str | Sequence[str]],
    reason: Reason,
    explanation: str = "",
    seen: int | None = None,
    by: Actor,
) -> Decision:
    """Black out passages with a public mark and a reason, and place the rest (I6).

    `passages` maps a passage's id to the exact words to black out, one piece or several; the
    empty string means the whole passage. The words stay as the author wrote them. Raises Invalid
    when a passage does not hold those words, is confidential, or nothing is named; Outdated when
    the author wrote another text since.
    """
    require(by, Permission.MODERATE_CONTRIBUTION, contribution)
    _check_explained(reason, explanation)
    _lock(contribution, seen)
    decision = _decide(contribution, Verdict.REDACTED, by=by, reason=reason)
    decision.explanation = explanation
    _black_out(contribution, passages, reason)
    contribution.move_to(ContributionState.REDACTED)
    contribution.append_leaf(Leaf.GEREDIGEERD)
    _enter(What.CONTRIBUTION_REDACTED, decision, by=by)
    return decision


def undo_decision(decision: Decision, *, by: Actor) -> Contribution:
    """Take a decision back: the contribution stands as before it, and its letter does not leave.

    Raises WrongStep when another decision followed, it was undone already, or the author did
    something since.
    """
    require(by, Permission.MODERATE_CONTRIBUTION, decision)
    contribution = decision.contribution
    _lock(contribution, None)
    db.session.refresh(decision, ["undone_at"])
    if decision.undone_at is not None or _newest(contribution).id != decision.id:
        raise WrongStep("decision_not_newest")
    if contribution.state is not STATE_AFTER[decision.verdict] or decision.objection is not None:
        raise WrongStep("decision_not_newest")
    decision.undone_at = clock.now()
    _restore(decision)
    contribution.move_to(decision.state_before)
    _hold_back_letters(contribution)
    _enter(What.DECISION_UNDONE, decision, by=by)
    return contribution


def object_to_decision(decision: Decision, text: str, *, by: Actor) -> Objection:
    """The author asks for another person's judgement, once per decision.

    Raises WrongStep when the decision placed the text, was undone, or was objected to already.
    """
    require(by, Permission.OBJECT_TO_DECISION, decision)
    if not decision.can_be_objected_to:
        raise WrongStep("decision_not_open_to_objection")
    objection = Objection(decision=decision, text=text, asked_at=clock.now())
    db.session.add(objection)
    enter(
        What.OBJECTION_MADE,
        decision.contribution,
        by=by,
        round_id=decision.contribution.round_id,
        decision=decision.id,
    )
    return objection


def judge_objection(
    objection: Objection, *, granted: bool, explanation: str, by: Actor
) -> Objection:
    """Another person judges: place the text after all, or keep to the decision, with reasons.

    Raises NotAllowed for the person who took the decision, Invalid without an explanation,
    WrongStep when it was judged already or the author changed the text since.
    """
    require(by, Permission.JUDGE_OBJECTION, objection.decision)
    if not explanation:
        raise Invalid(explanation="explanation_needed")
    contribution = objection.decision.contribution
    _lock(contribution, None)
    db.session.refresh(objection, ["state"])
    objection.move_to(ObjectionState.GRANTED if granted else ObjectionState.REJECTED)
    objection.explanation = explanation
    objection.judged_at = clock.now()
    objection.judged_by_id = by.account_id
    if granted:
        _place_after_all(objection, at=objection.judged_at, by=by)
    enter(
        What.OBJECTION_JUDGED,
        contribution,
        by=by,
        round_id=contribution.round_id,
        decision=objection.decision_id,
        granted=granted,
    )
    return objection


def undo_judgement(objection: Objection, *, by: Actor) -> Objection:
    """Take a second look back: the author's question waits again, and no letter leaves.

    Raises WrongStep when it is not judged, or something followed since.
    """
    require(by, Permission.JUDGE_OBJECTION, objection.decision)
    contribution = objection.decision.contribution
    _lock(contribution, None)
    db.session.refresh(objection, ["state"])
    granted = objection.state is ObjectionState.GRANTED
    objection.move_to(ObjectionState.ASKED)
    if granted:
        _take_away_again(objection)
    objection.explanation = ""
    objection.judged_at = None
    objection.judged_by_id = None
    _hold_back_letters(contribution)
    enter(
        What.JUDGEMENT_UNDONE,
        contribution,
        by=by,
        round_id=contribution.round_id,
        decision=objection.decision_id,
    )
    return objection


def _lock(contribution: Contribution, seen: int | None) -> None:
    """One judge at a time; the state is read again, and the text must be the one that was read."""
    query = db.select(Contribution.id).where(Contribution.id == contribution.id)
    db.session.execute(query.with_for_update())
    db.session.refresh(contribution, ["state"])
    if seen is not None and contribution.text.number != seen:
        raise Outdated("text_changed_by_author")


def _enter(what: What, decision: Decision, *, by: Actor) -> None:
    db.session.flush()
    enter(
        what,
        decision.contribution,
        by=by,
        reason=decision.reason.value if decision.reason else "",
        round_id=decision.contribution.round_id,
        decision=decision.id,
    )


def _place_after_all(objection: Objection, *, at: datetime, by: Actor) -> None:
    decision, contribution = objection.decision, objection.decision.contribution
    if contribution.state is not STATE_AFTER[decision.verdict]:
        raise WrongStep("text_changed_by_author")
    second = _decide(contribution, Verdict.PLACED, by=by)
    second.decided_at = at
    _restore(decision)
    contribution.move_to(ContributionState.PLACED)


def _take_away_again(objection: Objection) -> None:
    """Undo the placing that a second look led to."""
    contribution = objection.decision.contribution
    second = _newest(contribution)
    is_its = second.decided_at == objection.judged_at and second.verdict is Verdict.PLACED
    if not is_its or contribution.state is not ContributionState.PLACED:
        raise WrongStep("decision_not_newest")
    second.undone_at = clock.now()
    _restore(second)
    contribution.move_to(second.state_before)


def _hold_back_letters(contribution: Contribution) -> None:
    """Cancel the letters about decisions on this sending that have not left yet."""
    parts = contribution.submission.contributions
    query = db.select(Entry.id).where(
        Entry.subject_kind.in_({part.__tablename__ for part in parts}),
        Entry.subject_id.in_([part.id for part in parts]),
        Entry.what.in_(DECIDED),
    )
    for number in db.session.scalars(query):
        mail.cancel(f"{number}-0")


def _decide(
    contribution: Contribution, verdict: Verdict, *, by: Actor, reason: Reason | None = None
) -> Decision:
    decision = Decision(
        contribution=contribution,
        verdict=verdict,
        reason=reason,
        state_before=contribution.state,
        passages_before=[
            {
                "id": passage.id,
                "kind": passage.kind.value,
                "spans": passage.spans,
                "reason": passage.reason,
            }
            for passage in contribution.text.passages
        ],
        decided_at=clock.now(),
        decided_by_id=by.account_id,
    )
    db.session.add(decision)
    return decision


def _newest(contribution: Contribution) -> Decision:
    query = db.select(Decision).where(
        Decision.contribution_id == contribution.id, Decision.undone_at.is_(None)
    )
    newest: Decision = db.session.scalars(query.order_by(Decision.id.desc()).limit(1)).one()
    return newest


def _black_out(
    contribution: Contribution, passages: Mapping[int, str | Sequence[str]], reason: Reason
) -> None:
    # A confidential passage is shown to nobody outside; black marks in it would open the rest.
    mine = {
        passage.id: passage
        for passage in contribution.text.passages
        if passage.kind is not PassageKind.CONFIDENTIAL
    }
    if not passages or not set(passages) <= set(mine):
        raise Invalid(words="passage_unknown")
    for number, named in passages.items():
        passage = mine[number]
        pieces = [named] if isinstance(named, str) else list(named)
        passage.spans = _spans(passage, pieces)
        passage.kind = PassageKind.REDACTED
        passage.reason = reason.value


def _spans(passage: Passage, pieces: Iterable[str]) -> list[list[int]]:
    """Every place of these words in a passage, with what is black already; none means all of it."""
    is_black = passage.kind is PassageKind.REDACTED
    if is_black and not passage.spans:
        return []
    spans = {(begin, end) for begin, end in passage.spans} if is_black else set()
    for words in pieces:
        if not words:
            return []
        begins = [at for at in range(len(passage.text)) if passage.text.startswith(words, at)]
        if not begins:
            raise Invalid(words="words_not_in_passage")
        spans |= {(at, at + len(words)) for at in begins}
    return [[begin, end] for begin, end in sorted(spans)]


def _restore(decision: Decision) -> None:
    """Give the passages back the kind they had before a decision."""
    before = {kept["id"]: kept for kept in decision.passages_before}
    for passage in decision.contribution.text.passages:
        if passage.id in before:
            passage.kind = PassageKind(before[passage.id]["kind"])
            passage.spans = before[passage.id]["spans"]
            passage.reason = before[passage.id].get("reason", "")


def _check_explained(reason: Reason, explanation: str) -> None:
    if reason is Reason.OTHER and not explanation:
        raise Invalid(explanation="explanation_needed")
