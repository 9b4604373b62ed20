"""Answering: an outcome and a reason for each point, one answer for one or for many."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from consultation import clock
from consultation.answers.models import Answer, AnswerVersion, Disposition, PlanChange
from consultation.answers.queries import public_answers
from consultation.answers.states import ANSWERABLE, OUTCOMES, Outcome
from consultation.contributions.models import Contribution, Point
from consultation.database import db
from consultation.errors import Invalid, Outdated, WrongStep
from consultation.logbook import Actor, What, enter
from consultation.permissions import Permission, require
from consultation.public_record.receipts import ALPHABET
from consultation.rounds.models import Round

LONGEST_ANSWER = 20_000
"""Characters of one answer; the longest real one counted has about 4,000."""


@dataclass(frozen=True)
class Reply:
    """What an officer decides: the outcome, the reason for it, and the words of the answer."""

    outcome: Outcome
    reason: str
    text: str
    by_shown: str = ""


def answer_points(
    points: Sequence[Point],
    reply: Reply,
    *,
    by: Actor,
    seen: Mapping[int, int] | None = None,
    again: Answer | None = None,
) -> Answer:
    """Give one or many points their outcome, with one answer for all of them.

    An earlier outcome of a point is replaced; the answer it rested on stays for the others.
    `seen` holds the edition of each point's outcome that the writer saw (0 for none), so that
    nobody replaces what they did not read (F17). An earlier answer with these very words is used
    `again`; with other words it is corrected when it is public and a point here rests on it with
    this outcome, so that its address keeps answering. Raises Invalid when the outcome does not
    fit a kind or a reason or text is missing, WrongStep when the note is published, and Outdated
    when somebody answered in the meantime.
    """
    round = _round_of(points)
    require(by, Permission.ANSWER_CONTRIBUTION, round)
    check_reply(points, reply)
    decided = _decided(points)
    _check_seen(points, decided, seen)
    were_public = public_answers(_answers_of(decided.values()), reader=by)
    rested_on = _answers_of(one for one in decided.values() if one.outcome is reply.outcome)
    answer = _answer_for(round, reply, again, were_public & rested_on, by=by)
    for point in points:
        _dispose(point, decided.get(point.id), answer, reply, by=by)
    _replace(were_public, answer, by=by)
    enter(
        What.POINT_ANSWERED,
        answer,
        by=by,
        reason=reply.outcome.value,
        round_id=round.id,
        points=[point.id for point in points],
    )
    return answer


def _answer_for(
    round: Round, reply: Reply, again: Answer | None, to_correct: set[int], *, by: Actor
) -> Answer:
    """The earlier answer, as it is or corrected, or else a new one."""
    if again is None or again.round_id != round.id:
        return _new_answer(round, reply, by=by)
    if again.newest.text == reply.text.strip():
        return again
    if again.id in to_correct:
        return correct_answer(again, reply.text, by=by, by_shown=reply.by_shown)
    return _new_answer(round, reply, by=by)


def correct_answer(answer: Answer, text: str, *, by: Actor, by_shown: str = "") -> Answer:
    """Give an answer that is public better words; the earlier ones stay beside it.

    Raises Invalid when there are none, too many or the same, WrongStep for an answer that is not
    public and once the note is: then it is frozen (I5).
    """
    require(by, Permission.ANSWER_CONTRIBUTION, answer)
    _check_not_answered(answer.round)
    db.session.refresh(answer, ["versions"])
    fault = _fault_of(text) or ("" if text.strip() != answer.newest.text else "answer_unchanged")
    if fault:
        raise Invalid(text=fault)
    if answer.id not in public_answers([answer.id], reader=by):
        raise WrongStep("answer_not_public")
    answer.versions.append(_wording(answer.newest.number + 1, text, by_shown, by=by))
    for disposition in answer.dispositions:
        disposition.edition += 1
    enter(
        What.ANSWER_CORRECTED,
        answer,
        by=by,
        round_id=answer.round_id,
        points=[one.point_id for one in answer.dispositions],
    )
    return answer


def _decided(points: Sequence[Point]) -> dict[int, Disposition]:
    """What was decided about these points, as it is now and locked."""
    query = db.select(Disposition).where(Disposition.point_id.in_([point.id for point in points]))
    fresh = query.with_for_update().execution_options(populate_existing=True)
    return {one.point_id: one for one in db.session.scalars(fresh)}


def _answers_of(dispositions: Iterable[Disposition]) -> set[int]:
    return {one.answer_id for one in dispositions if one.answer_id is not None}


def _replace(were_public: set[int], answer: Answer, *, by: Actor) -> None:
    """Let the address of an answer that nothing public rests on any more lead to this one."""
    if answer.replaced_by_id is not None:
        answer.replaced_by_id = None
    if not were_public:
        return
    db.session.flush()
    gone = were_public - public_answers(were_public, reader=by)
    for old in db.session.scalars(db.select(Answer).where(Answer.id.in_(gone))):
        old.replaced_by_id = answer.id


def _new_answer(round: Round, reply: Reply, *, by: Actor) -> Answer:
    answer = Answer(round_id=round.id, public_id=_new_public_id(), replaced_by_id=None)
    answer.versions.append(_wording(1, reply.text, reply.by_shown, by=by))
    db.session.add(answer)
    db.session.flush()
    return answer


def _wording(number: int, text: str, by_shown: str, *, by: Actor) -> AnswerVersion:
    return AnswerVersion(
        number=number,
        text=text.strip(),
        by_id=by.account_id,
        by_shown=by_shown or by.name,
        written_at=clock.now(),
    )


def _round_of(points: Sequence[Point]) -> Round:
    rounds = {point.contribution.round for point in points}
    if len(rounds) != 1:
        raise Invalid(points="points_of_one_round")
    return rounds.pop()


def check_reply(points: Sequence[Point], reply: Reply) -> None:
    """Whether these points can get this outcome: nothing is written.

    Raises Invalid for what is missing or does not fit, WrongStep when it is too late for it.
    """
    faults = {}
    if any(reply.outcome not in OUTCOMES[point.contribution.kind] for point in points):
        faults["outcome"] = "outcome_does_not_fit"
    if not reply.reason.strip():
        faults["reason"] = "reason_needed"
    if _fault_of(reply.text):
        faults["text"] = _fault_of(reply.text)
    if faults:
        raise Invalid(**faults)
    _check_not_answered(points[0].contribution.round)
    if any(point.contribution.state not in ANSWERABLE for point in points):
        raise WrongStep("contribution_not_to_answer")


def _fault_of(text: str) -> str:
    """What is wrong with the words of an answer, as a code; empty for nothing."""
    if not text.strip():
        return "answer_needed"
    return "answer_too_long" if len(text) > LONGEST_ANSWER else ""


def _check_seen(
    points: Sequence[Point], decided: Mapping[int, Disposition], seen: Mapping[int, int] | None
) -> None:
    if seen is None:
        return
    editions = {number: one.edition for number, one in decided.items()}
    if any(editions.get(point.id, 0) != seen.get(point.id, 0) for point in points):
        raise Outdated("answered_in_the_meantime")


def _dispose(
    point: Point, disposition: Disposition | None, answer: Answer, reply: Reply, *, by: Actor
) -> None:
    if disposition is None:
        disposition = Disposition(point_id=point.id, edition=0)
        db.session.add(disposition)
    disposition.answer_id = answer.id
    disposition.outcome = reply.outcome
    disposition.reason = reply.reason.strip()
    disposition.edition += 1
    disposition.decided_at = clock.now()
    disposition.decided_by_id = by.account_id


def _new_public_id() -> str:
    return "A" + "".join(secrets.choice(ALPHABET) for _ in range(7))


def split_contribution(contribution: Contribution, parts: Sequence[str], *, by: Actor) -> None:
    """Cut a contribution into points that each get an outcome; the words stay as they are (I6).

    Raises Invalid when a part is not in the text, WrongStep when a point has an outcome already.
    """
    require(by, Permission.ANSWER_CONTRIBUTION, contribution)
    _check_not_answered(contribution.round)
    if contribution.state not in ANSWERABLE:
        raise WrongStep("contribution_not_to_answer")
    wanted = [part.strip() for part in parts if part.strip()]
    text = " ".join(contribution.text.full.split())
    if len(wanted) < 2 or any(" ".join(part.split()) not in text for part in wanted):
        raise Invalid(parts="part_not_in_text")
    numbers = [point.id for point in contribution.points]
    done = db.select(Disposition.id).where(Disposition.point_id.in_(numbers))
    if db.session.scalars(done).first() is not None:
        raise WrongStep("point_has_outcome")
    contribution.points[0].text = wanted[0]
    for extra in contribution.points[1:]:
        db.session.delete(extra)
    db.session.flush()
    for number, part in enumerate(wanted[1:], start=2):
        db.session.add(Point(contribution_id=contribution.id, number=number, text=part))
    enter(What.CONTRIBUTION_SPLIT, contribution, by=by, round_id=contribution.round_id)
    db.session.refresh(contribution, ["points"])


@dataclass(frozen=True)
class ChangedWords:
    """Words of the plan before and after, and why."""

    section_permanent_id: str
    old: str
    new: str
    reason: str
    alinea_number: int | None = None


def record_change(
    round: Round,
    words: ChangedWords,
    contributions: Sequence[Contribution],
    *,
    by: Actor,
    version_id: int | None = None,
) -> PlanChange:
    """Say which words of the plan changed, why, and which inputs led to it (R17).

    Raises Invalid when nothing changed or the reason is missing, WrongStep once the note is
    public.
    """
    require(by, Permission.ANSWER_CONTRIBUTION, round)
    _check_not_answered(round)
    if words.old == words.new:
        raise Invalid(new="nothing_changed")
    if not words.reason.strip():
        raise Invalid(reason="reason_needed")
    change = PlanChange(
        round_id=round.id,
        version_id=version_id,
        section_permanent_id=words.section_permanent_id,
        alinea_number=words.alinea_number,
        old_text=words.old,
        new_text=words.new,
        reason=words.reason,
        recorded_at=clock.now(),
        contributions=list(dict.fromkeys(contributions)),
    )
    db.session.add(change)
    enter(What.CHANGE_RECORDED, change, by=by, round_id=round.id)
    return change


def link_change(
    change: PlanChange, contributions: Sequence[Contribution], *, by: Actor
) -> PlanChange:
    """Say that these inputs led to a change as well."""
    require(by, Permission.ANSWER_CONTRIBUTION, change.round)
    _check_not_answered(change.round)
    known = {one.id for one in change.contributions}
    change.contributions += [one for one in contributions if one.id not in known]
    enter(What.CHANGE_LINKED, change, by=by, round_id=change.round_id)
    return change


def remove_change(change: PlanChange, *, by: Actor) -> None:
    """Take back a change that was written down wrongly; raises WrongStep once it is public."""
    require(by, Permission.ANSWER_CONTRIBUTION, change.round)
    _check_not_answered(change.round)
    enter(What.CHANGE_REMOVED, change, by=by, round_id=change.round_id)
    change.contributions.clear()
    db.session.delete(change)


def _check_not_answered(round: Round) -> None:
    if round.answered_at is not None:
        raise WrongStep("round_is_answered")
