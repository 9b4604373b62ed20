"""Answers that were written in a sheet: each row on its own, the same words one answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from consultation.answers.models import Disposition
from consultation.answers.operations.deciding import Reply, answer_points, check_reply
from consultation.answers.queries import answers_in_use, contributions_named, dispositions_of
from consultation.answers.states import Outcome
from consultation.contributions.models import Contribution, Point
from consultation.errors import DomainError, NotFound, Outdated, Refused
from consultation.logbook import Actor
from consultation.permissions import Permission, require
from consultation.public_record.receipts import parse_receipt
from consultation.rounds.models import Round


@dataclass(frozen=True)
class AnswerRow:
    """A row of a sheet of answers; `outcome` is nothing when its word is no outcome.

    `edition` is that of the outcome its writer saw, when the sheet says it.
    """

    number: int
    reference: str
    outcome: Outcome | None
    reason: str
    text: str
    edition: int | None = None
    is_empty: bool = False


@dataclass(frozen=True)
class ImportedAnswers:
    """What came of a sheet: the input of each row that was taken, and the error of each other."""

    accepted: list[tuple[int, str]] = field(default_factory=list)
    refused: list[tuple[int, DomainError]] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)


def import_answers(
    round: Round, rows: Iterable[AnswerRow], *, by: Actor, by_shown: str = ""
) -> ImportedAnswers:
    """Give the inputs of a sheet their outcome, within the caller's transaction.

    Rows with the same outcome, reason and words share one answer, also with what was answered
    before. A row that is still empty is passed over; one that cannot be taken is reported by its
    number and changes nothing. The same sheet again changes nothing.
    """
    require(by, Permission.ANSWER_CONTRIBUTION, round)
    sheet = list(rows)
    inputs = _Inputs(round, sheet, by)
    done = ImportedAnswers()
    groups: dict[Reply, list[Point]] = {}
    for row in sheet:
        if row.is_empty:
            done.empty.append(row.number)
            continue
        try:
            reply, points = inputs.taken(row, by_shown)
        except DomainError as error:
            done.refused.append((row.number, error))
        else:
            groups.setdefault(reply, []).extend(points)
            done.accepted.append((row.number, row.reference))
    used = answers_in_use(round, reader=by)
    for reply, points in groups.items():
        if points:
            again = used.get((reply.outcome, reply.reason, reply.text))
            answer_points(points, reply, by=by, again=again)
    return done


class _Inputs:
    """The inputs that a sheet names, with what was decided about them, loaded at once."""

    def __init__(self, round: Round, rows: Sequence[AnswerRow], reader: Actor) -> None:
        named = {parse_receipt(row.reference) for row in rows if not row.is_empty} - {None}
        found = contributions_named(round, [str(one) for one in named], reader=reader)
        self._by_receipt: dict[str | None, list[Contribution]] = {}
        for one in found:
            self._by_receipt.setdefault(one.submission.receipt, []).append(one)
        points = [point for one in found for point in one.points]
        self._decided = dispositions_of(points, reader=reader)
        self._used: set[int] = set()

    def taken(self, row: AnswerRow, by_shown: str) -> tuple[Reply, list[Point]]:
        """What a row decides, and about which points; those that have it already are left out."""
        points = [point for one in self._named(row.reference) for point in one.points]
        if any(point.id in self._used for point in points):
            raise Refused("input_twice_in_sheet", receipt=row.reference)
        if row.outcome is None:
            raise Refused("outcome_unknown")
        reply = Reply(row.outcome, row.reason.strip(), row.text.strip(), by_shown)
        if not all(self._has(point, reply) for point in points):
            self._check_edition(row, points)
            check_reply(points, reply)
        self._used.update(point.id for point in points)
        return reply, [point for point in points if not self._has(point, reply)]

    def _named(self, reference: str) -> list[Contribution]:
        """The input with this number; a number without a part is all that was sent with it."""
        found = self._by_receipt.get(parse_receipt(reference), [])
        part = reference.partition("/")[2].strip()
        if part:
            found = [one for one in found if part == str(one.sub_number)]
        if not found:
            raise NotFound("contribution_unknown", receipt=reference)
        return found

    def _has(self, point: Point, reply: Reply) -> bool:
        decided = self._decided.get(point.id)
        return decided is not None and _same(decided, reply)

    def _check_edition(self, row: AnswerRow, points: Sequence[Point]) -> None:
        decided = [self._decided.get(point.id) for point in points]
        now = sum(one.edition for one in decided if one is not None)
        if row.edition is not None and row.edition != now:
            raise Outdated("answered_in_the_meantime")


def _same(decided: Disposition, reply: Reply) -> bool:
    text = decided.answer.newest.text if decided.answer else ""
    return (decided.outcome, decided.reason, text) == (reply.outcome, reply.reason, reply.text)
