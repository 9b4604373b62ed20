"""Judging contributions, always with a reason, always open to a second look (I6, I7)."""

from collections.abc import Mapping

from consultation import clock
from consultation.contributions.models import Contribution, Passage
from consultation.contributions.states import ContributionState, PassageKind
from consultation.database import db
from consultation.errors import Invalid, WrongStep
from consultation.logbook import Actor, What, enter
from consultation.moderation.models import Decision, Objection
from consultation.moderation.states import ObjectionState, Reason, Verdict
from consultation.permissions import Permission, require
from consultation.public_record import record
from consultation.public_record.leaves import Kind as Leaf


def place_contribution(contribution: Contribution, *, by: Actor) -> Decision:
    """Put a contribution on the site as its author wrote it."""
    require(by, Permission.MODERATE_CONTRIBUTION, contribution)
    decision = _decide(contribution, Verdict.PLACED, by=by)
    contribution.move_to(ContributionState.PLACED)
    enter(What.CONTRIBUTION_PLACED, contribution, by=by, round_id=contribution.round_id)
    return decision


def refuse_contribution(
    contribution: Contribution, *, reason: Reason, explanation: str = "", by: Actor
) -> Decision:
    """Keep a contribution off the site; its author is told why. It is still read and counted.

    Raises Invalid when the reason is "other" and nothing explains it.
    """
    require(by, Permission.MODERATE_CONTRIBUTION, contribution)
    _check_explained(reason, explanation)
    decision = _decide(contribution, Verdict.NOT_PLACED, by=by, reason=reason)
    decision.explanation = explanation
    contribution.move_to(ContributionState.NOT_PLACED)
    enter(
        What.CONTRIBUTION_NOT_PLACED,
        contribution,
        by=by,
        reason=reason.value,
        round_id=contribution.round_id,
    )
    return decision


def hide_contribution(
    contribution: Contribution, *, reason: Reason, explanation: str = "", by: Actor
) -> Decision:
    """Take a contribution that was placed out of sight; its author is told why."""
    require(by, Permission.MODERATE_CONTRIBUTION, contribution)
    _check_explained(reason, explanation)
    decision = _decide(contribution, Verdict.HIDDEN, by=by, reason=reason)
    decision.explanation = explanation
    contribution.move_to(ContributionState.HIDDEN)
    _append(Leaf.VERBORGEN, contribution)
    enter(
        What.CONTRIBUTION_HIDDEN,
        contribution,
        by=by,
        reason=reason.value,
        round_id=contribution.round_id,
    )
    return decision


def redact_contribution(
    contribution: Contribution,
    *,
    passages: Mapping[int, str],
    reason: Reason,
    by: Actor,
) -> Decision:
    """Black out passages with a public mark and a reason, and place the rest (I6).

    `passages` maps a passage's id to the exact words to black out; the empty string means the
    whole passage. The words stay as the author wrote them. Raises Invalid when a passage does
    not hold those words or nothing is named.
    """
    require(by, Permission.MODERATE_CONTRIBUTION, contribution)
    decision = _decide(contribution, Verdict.REDACTED, by=by, reason=reason)
    _black_out(contribution, passages, reason)
    contribution.move_to(ContributionState.REDACTED)
    _append(Leaf.GEREDIGEERD, contribution)
    enter(
        What.CONTRIBUTION_REDACTED,
        contribution,
        by=by,
        reason=reason.value,
        round_id=contribution.round_id,
    )
    return decision


def undo_decision(decision: Decision, *, by: Actor) -> Contribution:
    """Take a decision back: the contribution is in control again, nothing is lost.

    Raises WrongStep when another decision followed or it was undone already.
    """
    require(by, Permission.MODERATE_CONTRIBUTION, decision)
    if decision.undone_at is not None or _newest(decision.contribution).id != decision.id:
        raise WrongStep("decision_not_newest")
    decision.undone_at = clock.now()
    _restore(decision)
    decision.contribution.move_to(ContributionState.RECEIVED)
    enter(
        What.DECISION_UNDONE,
        decision.contribution,
        by=by,
        round_id=decision.contribution.round_id,
        decision=decision.id,
    )
    return decision.contribution


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

    Raises NotAllowed for the person who took the decision and Invalid without an explanation.
    """
    require(by, Permission.JUDGE_OBJECTION, objection.decision)
    if not explanation:
        raise Invalid(explanation="explanation_needed")
    objection.move_to(ObjectionState.GRANTED if granted else ObjectionState.REJECTED)
    objection.explanation = explanation
    objection.judged_at = clock.now()
    objection.judged_by_id = by.account_id
    contribution = objection.decision.contribution
    if granted:
        _restore(objection.decision)
        _decide(contribution, Verdict.PLACED, by=by)
        contribution.move_to(ContributionState.PLACED)
    enter(
        What.OBJECTION_JUDGED,
        contribution,
        by=by,
        round_id=contribution.round_id,
        decision=objection.decision_id,
        granted=granted,
    )
    return objection


def _decide(
    contribution: Contribution, verdict: Verdict, *, by: Actor, reason: Reason | None = None
) -> Decision:
    decision = Decision(
        contribution=contribution,
        verdict=verdict,
        reason=reason,
        state_before=contribution.state,
        passages_before=[
            {"id": passage.id, "kind": passage.kind.value, "spans": passage.spans}
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


def _black_out(contribution: Contribution, passages: Mapping[int, str], reason: Reason) -> None:
    mine = {passage.id: passage for passage in contribution.text.passages}
    if not passages or not set(passages) <= set(mine):
        raise Invalid(passages="passage_unknown")
    for number, words in passages.items():
        passage = mine[number]
        passage.spans = _spans(passage, words)
        passage.kind = PassageKind.REDACTED
        passage.reason = reason.value


def _spans(passage: Passage, words: str) -> list[list[int]]:
    """Every place of these words in a passage; none means the passage as a whole."""
    if not words:
        return []
    begins = [at for at in range(len(passage.text)) if passage.text.startswith(words, at)]
    if not begins:
        raise Invalid(passages="words_not_in_passage")
    return [[at, at + len(words)] for at in begins]


def _restore(decision: Decision) -> None:
    """Give the passages back the kind they had before a decision."""
    before = {kept["id"]: kept for kept in decision.passages_before}
    for passage in decision.contribution.text.passages:
        if passage.id in before:
            passage.kind = PassageKind(before[passage.id]["kind"])
            passage.spans = before[passage.id]["spans"]


def _append(leaf: Leaf, contribution: Contribution) -> None:
    # A contribution in control has a receipt, and so a commitment; an erased one has none.
    value = contribution.text.commitment or bytes(32)
    record.append(leaf, round=contribution.round.slug, ref=contribution.reference, value=value)


def _check_explained(reason: Reason, explanation: str) -> None:
    if reason is Reason.OTHER and not explanation:
        raise Invalid(explanation="explanation_needed")
