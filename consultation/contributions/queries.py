"""Which contributions there are, and the one condition that says who may see them (I8)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, func, or_, select, true, tuple_
from sqlalchemy.orm import aliased

from consultation.contributions.models import (
    Contribution,
    ContributionText,
    Passage,
    Submission,
)
from consultation.contributions.states import (
    COUNTED,
    LIVE_QUESTION,
    UNCONFIRMED_LIVES,
    VISIBLE,
    ContributionState,
    NameShown,
    PassageKind,
)
from consultation.database import db
from consultation.errors import NotFound
from consultation.logbook import ANYONE, Actor, ActorKind
from consultation.permissions import Permission, Role, may
from consultation.plans.models import Alinea, Section
from consultation.rounds.models import Round

TEAM = frozenset(
    {Role.PANEL_MEMBER, Role.MODERATOR, Role.OFFICER, Role.ROUND_MANAGER, Role.PROGRAMME}
)
"""Roles that read what was received, in the organisation they have them in."""

NOT_RECEIVED = (ContributionState.DRAFT, ContributionState.UNCONFIRMED)

MARKS = {PassageKind.CONFIDENTIAL: "confidential", PassageKind.REDACTED: "redacted"}


def visible_to(reader: Actor) -> ColumnElement[bool]:
    """What this person may see, as a condition on `Contribution`: the one for every surface.

    The public sees what was placed and not kept back by its sender; the team of the round's
    organisation what was received; whoever showed a secret key what belongs to it.
    """
    if reader.kind is ActorKind.SYSTEM:
        return Contribution.state != ContributionState.DRAFT
    own = Contribution.submission_id.in_(reader.submissions) if reader.submissions else false()
    sent = Contribution.state != ContributionState.DRAFT
    return or_(_public(), _received_by(reader), own & sent)


def is_visible_to(contribution: Contribution, reader: Actor) -> bool:
    """The same as `visible_to`, for a contribution at hand."""
    if contribution.state is ContributionState.DRAFT:
        return False
    if reader.kind is ActorKind.SYSTEM or contribution.is_visible:
        return True
    if contribution.submission_id in reader.submissions:
        return True
    received = contribution.state not in NOT_RECEIVED
    return received and _is_team(contribution.organisation_id, reader)


def _public() -> ColumnElement[bool]:
    placed = Contribution.state.in_(VISIBLE)
    wanted = Contribution.submission.has(Submission.name_shown != NameShown.NOT_PLACED)
    return placed & wanted


def _received_by(reader: Actor) -> ColumnElement[bool]:
    received = Contribution.state.not_in(NOT_RECEIVED)
    if any(role in TEAM and place is None for role, place in reader.roles):
        return received & true()
    places = {place for role, place in reader.roles if role in TEAM and place is not None}
    if not places:
        return false()
    return received & Contribution.round.has(Round.organisation_id.in_(places))


def _is_team(organisation_id: int, reader: Actor) -> bool:
    return any(role in TEAM and place in {None, organisation_id} for role, place in reader.roles)


@dataclass(frozen=True)
class Shown:
    """A stretch of a text as somebody may read it: words, or the mark of what is left out.

    `mark` is empty, "confidential" or "redacted"; who may read the words gets both.
    """

    text: str
    mark: str = ""
    reason: str = ""


def shown_passages(contribution: Contribution, reader: Actor) -> list[list[Shown]]:
    """The newest text, a list of stretches per paragraph; what is not for this reader is a mark."""
    reads_all = may(reader, Permission.READ_CONTRIBUTION, contribution)
    if contribution.state is ContributionState.ERASED or not contribution.texts:
        return []
    return [_stretches(passage, reads_all) for passage in contribution.text.passages]


def shown_text(contribution: Contribution, reader: Actor) -> str:
    """The newest text as one string, without what is not for this reader: for search and lists."""
    paragraphs = (
        "".join(stretch.text for stretch in stretches)
        for stretches in shown_passages(contribution, reader)
    )
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)


@dataclass(frozen=True)
class SaidText:
    """The public words of a contribution in one text, with where in the plan it stands."""

    id: int
    round_id: int
    version_id: int | None
    section_permanent_id: str | None
    alinea_permanent_id: str | None
    text: str


LEFT_OUT = "…"
"""Stands in a text where words are that not everybody may read."""


def said_texts(rounds: Iterable[int], *, reader: Actor) -> list[SaidText]:
    """What this person may see of what was said in these rounds, in one statement.

    Only words that everybody may read, whoever asks: to look for words in, and for nothing else.
    """
    other = aliased(ContributionText)
    newest = (
        select(func.max(other.number))
        .where(other.contribution_id == Contribution.id)
        .scalar_subquery()
    )
    query = (
        select(
            Contribution.id,
            Contribution.round_id,
            Contribution.version_id,
            Contribution.section_permanent_id,
            Contribution.alinea_permanent_id,
            Passage,
        )
        .join(Contribution.texts)
        .join(ContributionText.passages)
        .where(
            Contribution.round_id.in_(list(rounds)),
            ContributionText.number == newest,
            visible_to(reader),
        )
        .order_by(Contribution.id, Passage.position)
    )
    said: dict[int, SaidText] = {}
    for number, round_id, version, section, alinea, passage in db.session.execute(query):
        pieces = (one.text or LEFT_OUT for one in _stretches(passage, reads_all=False))
        before = f"{said[number].text}\n" if number in said else ""
        text = before + "".join(pieces).strip()
        said[number] = SaidText(number, round_id, version, section, alinea, text)
    return list(said.values())


def _stretches(passage: Passage, reads_all: bool) -> list[Shown]:
    if passage.kind is PassageKind.PUBLIC:
        return [Shown(passage.text)]
    mark = MARKS[passage.kind]
    if passage.kind is PassageKind.REDACTED and passage.spans:
        return list(_around(passage, reads_all))
    return [Shown(passage.text if reads_all else "", mark, passage.reason)]


def _around(passage: Passage, reads_all: bool) -> Iterable[Shown]:
    """The words around what is blacked out, and the marks between them."""
    at = 0
    for begin, end in sorted(passage.spans):
        if begin > at:
            yield Shown(passage.text[at:begin])
        hidden = passage.text[max(begin, at) : end]
        if hidden:
            yield Shown(hidden if reads_all else "", "redacted", passage.reason)
        at = max(at, end)
    if at < len(passage.text):
        yield Shown(passage.text[at:])


@dataclass(frozen=True)
class Counts:
    """What a round received. The parts add up to `received`; withdrawn ones stand apart.

    `late` and `unconfirmed` are looks from another side: late ones are in the other numbers,
    unconfirmed ones in none of them.
    """

    visible: int = 0
    in_control: int = 0
    refused: int = 0
    kept_back: int = 0
    erased: int = 0
    withdrawn: int = 0
    late: int = 0
    unconfirmed: int = 0

    @property
    def received(self) -> int:
        """Inputs that count: each of them gets an outcome."""
        return self.visible + self.in_control + self.refused + self.kept_back + self.erased

    @property
    def not_placed(self) -> int:
        """Inputs that are read and counted, and of which the text is not on the site."""
        return self.received - self.visible


def round_counts(round_: Round, *, reader: Actor = ANYONE) -> Counts:
    """How much a round received and how much of it is not placed and why, in one statement."""
    return counts_by_round([round_], reader=reader)[round_.id]


def counts_by_round(rounds: Sequence[Round], *, reader: Actor = ANYONE) -> dict[int, Counts]:  # noqa: ARG001 - totals are public (I8)
    """The same for many rounds, still in one statement."""
    numbers: dict[int, Counter[str]] = {one.id: Counter() for one in rounds}
    kept_back = Submission.name_shown == NameShown.NOT_PLACED
    parts = (Contribution.round_id, Contribution.state, kept_back, Submission.is_late)
    query = (
        select(*parts, func.count(Contribution.id))
        .join(Contribution.submission)
        .where(Contribution.round_id.in_(numbers))
        .group_by(*parts)
    )
    for number, state, is_kept_back, is_late, count in db.session.execute(query):
        part = _part(state, bool(is_kept_back))
        if part:
            numbers[number][part] += count
        if is_late and part and part != "unconfirmed":
            numbers[number]["late"] += count
    return {number: Counts(**found) for number, found in numbers.items()}


def _part(state: ContributionState, is_kept_back: bool) -> str:
    """Which number of the counts a contribution in this state belongs to."""
    apart = {
        ContributionState.DRAFT: "",
        ContributionState.UNCONFIRMED: "unconfirmed",
        ContributionState.WITHDRAWN: "withdrawn",
        ContributionState.ERASED: "erased",
    }
    if state in apart:
        return apart[state]
    if is_kept_back:
        return "kept_back"
    if state in VISIBLE:
        return "visible"
    return "in_control" if state is ContributionState.RECEIVED else "refused"


def counted() -> ColumnElement[bool]:
    """Contributions that count as an input of their round and need an outcome."""
    return Contribution.state.in_(COUNTED)


def answered_in_public() -> ColumnElement[bool]:
    """Contributions whose answer everybody reads as soon as it is given."""
    kinds = Contribution.__mapper__.self_and_descendants
    return Contribution.type.in_(
        [kind.polymorphic_identity for kind in kinds if kind.class_.answers_are_public]
    )


def submission_by_token(
    token: str,
    *,
    reader: Actor = ANYONE,  # noqa: ARG001 - whoever holds the token wrote it
    lock: bool = False,
) -> Submission:
    """The submission behind the address of a check page; only its writer knows the token.

    Raises NotFound.
    """
    query = select(Submission).where(Submission.draft_token == token)
    return _found(db.session.scalar(query.with_for_update() if lock else query))


def submission_by_key(key: str, *, reader: Actor = ANYONE) -> Submission | None:  # noqa: ARG001 - whoever holds the key sent it
    """The submission that was made with this idempotency key, if any."""
    return db.session.scalar(select(Submission).where(Submission.idempotency_key == key))


def submission_by_receipt(receipt: str, *, reader: Actor = ANYONE) -> Submission:  # noqa: ARG001 - the number is public
    """The submission with this number; what may be shown of it depends on the reader.

    Raises NotFound with `unknown_receipt`.
    """
    found = db.session.scalar(select(Submission).where(Submission.receipt == receipt))
    return _found(found, "unknown_receipt")


def contribution_by_reference(
    receipt: str, sub_number: int = 1, *, reader: Actor = ANYONE
) -> Contribution:
    """One contribution by its public reference, when this person may see it.

    Raises NotFound with `unknown_receipt`.
    """
    query = (
        select(Contribution)
        .join(Contribution.submission)
        .where(Submission.receipt == receipt, Contribution.sub_number == sub_number)
        .where(visible_to(reader))
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotFound("unknown_receipt")
    return found


def submissions_from(email: str, *, reader: Actor) -> list[Submission]:
    """What was sent and confirmed with this address, newest first: for a letter to it alone."""
    if reader.kind is not ActorKind.SYSTEM:
        return []
    query = select(Submission).where(
        Submission.email == email, Submission.email_confirmed_at.is_not(None)
    )
    return list(db.session.scalars(query.order_by(Submission.id.desc())))


def addresses_of(round_id: int, *, reader: Actor) -> list[Submission]:
    """One submission per address that was left with a round, for letters to all of them.

    An address that was given for a live question hears nothing before its code was entered.
    """
    if reader.kind is not ActorKind.SYSTEM:
        return []
    asked_live = Submission.contributions.any(Contribution.type == LIVE_QUESTION)
    newest = (
        select(func.max(Submission.id))
        .where(
            Submission.round_id == round_id,
            Submission.email != "",
            or_(Submission.email_confirmed_at.is_not(None), ~asked_live),
        )
        .group_by(Submission.email)
    )
    return list(db.session.scalars(select(Submission).where(Submission.id.in_(newest))))


def unconfirmed_submissions(
    *, reader: Actor, expired_by: datetime | None = None
) -> list[Submission]:
    """Submissions whose code was never entered; with a moment: whose time was over by then."""
    if reader.kind is not ActorKind.SYSTEM:
        return []
    waiting = Submission.contributions.any(Contribution.state == ContributionState.UNCONFIRMED)
    query = select(Submission).join(Submission.round).where(waiting)
    if expired_by is not None:
        query = query.where(Round.closes_at <= expired_by - UNCONFIRMED_LIVES)
    return list(db.session.scalars(query.order_by(Submission.id)))


def forgotten_drafts(now: datetime, *, reader: Actor) -> list[Submission]:
    """Drafts that were never sent and of which the round closed long enough ago."""
    if reader.kind is not ActorKind.SYSTEM:
        return []
    query = (
        select(Submission)
        .join(Submission.round)
        .where(Submission.receipt.is_(None), Round.closes_at <= now - UNCONFIRMED_LIVES)
    )
    return list(db.session.scalars(query.order_by(Submission.id)))


@dataclass(frozen=True)
class Where:
    """The part of the plan a contribution is about, in the version it was written for."""

    section: Section | None = None
    alinea: Alinea | None = None


def where_of(contribution: Contribution, *, reader: Actor = ANYONE) -> Where:  # noqa: ARG001 - a consulted plan is public
    """The section and alinea a contribution is about; empty for the whole plan."""
    anchor = contribution.anchor
    if anchor is None:
        return Where()
    version_id, section_id, alinea_id = anchor
    section = db.session.scalar(
        select(Section).where(Section.version_id == version_id, Section.permanent_id == section_id)
    )
    if section is None:
        return Where()
    alineas = {alinea.permanent_id: alinea for alinea in section.alineas}
    return Where(section, alineas.get(alinea_id or ""))


def wheres_of(
    contributions: Iterable[Contribution],
    *,
    reader: Actor = ANYONE,  # noqa: ARG001 - a consulted plan is public
) -> dict[int, Where]:
    """The place of each contribution that has one, in one statement for all of them."""
    anchors = {one.id: one.anchor for one in contributions if one.anchor is not None}
    alineas = {alinea for _version, _section, alinea in anchors.values() if alinea}
    query = (
        select(Section, Alinea)
        .outerjoin(Alinea, and_(Alinea.section_id == Section.id, Alinea.permanent_id.in_(alineas)))
        .where(
            tuple_(Section.version_id, Section.permanent_id).in_(
                {(version, section) for version, section, _alinea in anchors.values()}
            )
        )
    )
    found: dict[tuple[int, str, str | None], Where] = {}
    for section, alinea in db.session.execute(query) if anchors else ():
        place = (section.version_id, section.permanent_id)
        found[*place, None] = Where(section)
        if alinea is not None:
            found[*place, alinea.permanent_id] = Where(section, alinea)
    return {
        number: found.get(anchor) or found.get((*anchor[:2], None)) or Where()
        for number, anchor in anchors.items()
    }


def _found(submission: Submission | None, code: str = "not_found") -> Submission:
    if submission is None:
        raise NotFound(code)
    return submission
