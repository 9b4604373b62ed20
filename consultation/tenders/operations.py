"""Linking a tender to a round, moving its days, and undoing the link: each with a reason."""

from sqlalchemy import select

from consultation import clock
from consultation.database import db
from consultation.errors import Invalid, WrongStep
from consultation.links import host_of, safe_address
from consultation.logbook import Actor, What, enter
from consultation.permissions import Permission, require
from consultation.plans.models import Section
from consultation.rounds.models import Round
from consultation.rounds.states import Phase
from consultation.tenders.models import Tender, TenderDecision
from consultation.tenders.states import Decided, Notice

LONGEST_TITLE = 300
LONGEST_NUMBER = 20
TENDERNED = "tenderned.nl"
DONE = frozenset({Phase.ANSWERED, Phase.WITHDRAWN})


def link_tender(round_: Round, notice: Notice, *, reason: str, by: Actor) -> Tender:
    """Say that a tender follows from a round: from its notice on, its subject is closed here.

    What was said stays public and is answered. Everybody concerned is told why. Raises WrongStep
    when the round is answered or withdrawn, Invalid without a reason or when something of the
    notice cannot be right.
    """
    require(by, Permission.LINK_TENDER, round_)
    round_.lock_to_decide()
    _check_round(round_)
    said = _checked(round_, notice, reason)
    tender = Tender(round=round_)
    _write(tender, said)
    db.session.add(tender)
    _decide(tender, Decided.LINKED, reason, by=by)
    enter(What.TENDER_LINKED, tender, by=by, reason=reason.strip(), round_id=round_.id)
    return tender


def change_tender(tender: Tender, notice: Notice, *, reason: str, by: Actor) -> Tender:
    """Give a tender other days, another subject or other words, with the reason.

    A later notice opens its subject again until then. Raises like link_tender, and WrongStep when
    the link was undone.
    """
    require(by, Permission.LINK_TENDER, tender)
    _hold(tender)
    said = _checked(tender.round, notice, reason)
    before = tender.notice_on
    _write(tender, said)
    decision = _decide(tender, Decided.CHANGED, reason, by=by)
    decision.notice_on_before = before
    enter(What.TENDER_CHANGED, tender, by=by, reason=reason.strip(), round_id=tender.round_id)
    return tender


def unlink_tender(tender: Tender, *, reason: str, by: Actor) -> Tender:
    """Undo the link: its subject is open again as long as the round is. The decision stays public.

    Raises WrongStep when it was undone already, Invalid without a reason.
    """
    require(by, Permission.LINK_TENDER, tender)
    _hold(tender)
    if not reason.strip():
        raise Invalid(reason="reason_needed")
    tender.unlinked_at = clock.now()
    _decide(tender, Decided.UNLINKED, reason, by=by)
    enter(What.TENDER_UNLINKED, tender, by=by, reason=reason.strip(), round_id=tender.round_id)
    return tender


def _hold(tender: Tender) -> None:
    """Wait for whoever decides on this round now; raises WrongStep when nothing can follow."""
    tender.round.lock_to_decide()
    db.session.refresh(tender)
    if not tender.is_linked:
        raise WrongStep("tender_not_linked")
    _check_round(tender.round)


def _check_round(round_: Round) -> None:
    if round_.phase(clock.now()) in DONE:
        raise WrongStep("round_takes_no_tender")


def _checked(round_: Round, notice: Notice, reason: str) -> Notice:
    title, number, address = (
        notice.title.strip(), notice.number.strip(), safe_address(notice.address),
    )  # fmt: skip
    wrong = {}
    if not title or len(title) > LONGEST_TITLE:
        wrong["title"] = "title_too_long" if title else "tender_title_needed"
    if not number.isdecimal() or not number.isascii() or len(number) > LONGEST_NUMBER:
        wrong["number"] = "tender_number_unreadable"
    if not _is_tenderned(address):
        wrong["address"] = "tender_address_elsewhere"
    wrong |= _wrong_days(notice)
    if set(notice.sections) - _sections(round_):
        wrong["sections"] = "tender_section_unknown"
    if not reason.strip():
        wrong["reason"] = "reason_needed"
    if wrong:
        raise Invalid(**wrong)
    return Notice(title, number, address, notice.notice_on, notice.questions_until, notice.sections)


def _is_tenderned(address: str) -> bool:
    host = host_of(address)
    return host == TENDERNED or host.endswith(f".{TENDERNED}")


def _wrong_days(notice: Notice) -> dict[str, str]:
    wrong = {}
    if notice.notice_on.year not in clock.THIS_CENTURY:
        wrong["notice_on"] = "date_unlikely"
    if notice.questions_until is not None and notice.questions_until < notice.notice_on:
        wrong["questions_until"] = "questions_end_before_notice"
    return wrong


def _sections(round_: Round) -> set[str]:
    query = select(Section.permanent_id).where(Section.version_id == round_.version_id)
    return set(db.session.scalars(query))


def _write(tender: Tender, said: Notice) -> None:
    tender.title = said.title
    tender.number = said.number
    tender.address = said.address
    tender.notice_on = said.notice_on
    tender.questions_until = said.questions_until
    tender.sections = list(said.sections)


def _decide(tender: Tender, kind: Decided, reason: str, *, by: Actor) -> TenderDecision:
    decision = TenderDecision(
        kind=kind,
        reason=reason.strip(),
        notice_on=tender.notice_on,
        decided_at=clock.now(),
        decided_by_id=by.account_id,
    )
    tender.decisions.append(decision)
    return decision
