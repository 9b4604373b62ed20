"""What happens to a round: created, announced, extended, withdrawn, answered."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from consultation import clock
from consultation.accounts.models import Organisation
from consultation.categories.models import Category
from consultation.database import db
from consultation.errors import Incomplete, Invalid, Outdated, Refused, WrongStep
from consultation.logbook import SYSTEM, Actor, What, enter
from consultation.permissions import Permission, require
from consultation.plans.models import Plan, PlanVersion
from consultation.plans.operations import slug_of
from consultation.plans.queries import (
    all_sections,
    consultation_lacks,
    draft_version,
    newest_version,
    section_by_number,
)
from consultation.public_record import record
from consultation.public_record.leaves import Kind
from consultation.rounds.models import Extension, Round, RoundQuestion
from consultation.rounds.queries import may_be_extended, next_version, round_lacks
from consultation.rounds.states import PHASE_STEPS, Phase, QuestionKind
from consultation.steps import take_step

STANDARD: Mapping[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "standard.yaml").read_text(encoding="utf-8")
)


TAKEN = frozenset({"nieuw"})
"""Names of rounds that would hide an address of the site."""

THIS_CENTURY = range(2000, 2100)

LONGEST_TITLE = 300
LONGEST_CONTACT = 200
LONGEST_SLUG = 74
"""Leaves room in an address of 80 characters for a number, when the name is taken."""


@dataclass(frozen=True)
class AskedQuestion:
    """A question of the officer as it is entered.

    It is about a section by its permanent id, or by its number in the consulted version (a number
    that is not in it: about the whole plan), or about the whole plan.
    """

    text: str
    why: str
    kind: QuestionKind = QuestionKind.OPEN
    choices: tuple[str, ...] = ()
    section_permanent_id: str | None = None
    section_number: str = ""


@dataclass(frozen=True)
class RoundTexts:
    """All texts of a round; what is left out comes from the standard."""

    title: str
    intro: str = STANDARD["intro"]
    background: str = ""
    can_change: tuple[str, ...] = ()
    is_fixed: tuple[str, ...] = ()
    who_decides: str = ""
    what_we_do: tuple[str, ...] = tuple(STANDARD["wat_doen_wij_met_uw_reactie"])
    when_answer: str = STANDARD["wanneer_antwoord"]
    not_to_share: tuple[str, ...] = tuple(STANDARD["wat_mag_u_hier_niet_delen"])
    disclaimer: str = STANDARD["los_van_aanbesteding"]
    contact_name: str = ""
    contact_how: str = ""
    questions: tuple[AskedQuestion, ...] = field(default=())


@dataclass(frozen=True)
class RoundDates:
    """The days of a round: the first and the last day to react, and the day of the promise."""

    opens_on: date
    closes_on: date
    answer_by: date


def standard_dates(opens_on: date | None = None, closes_on: date | None = None) -> RoundDates:
    """The days of a round as the standard has them, counted from those that are given.

    Raises Refused when a day is not in this century.
    """
    first = opens_on or clock.today() + timedelta(days=STANDARD["opent_na_dagen"])
    last = closes_on or _likely(first) + timedelta(days=STANDARD["open_dagen"] - 1)
    return RoundDates(first, last, _likely(last) + timedelta(days=STANDARD["antwoord_na_dagen"]))


def _likely(day: date) -> date:
    """A day in this century; raises Refused for what must be a typing mistake."""
    if day.year not in THIS_CENTURY:
        raise Refused("date_unlikely")
    return day


def create_round(
    texts: RoundTexts,
    dates: RoundDates,
    *,
    about: Plan | Category | Organisation,
    by: Actor,
    slug: str = "",
    is_example: bool = False,
) -> Round:
    """Prepare a round on a plan, or on questions alone: about a category or all of them.

    A round on a plan consults its newest published version, else the draft there is. Raises
    Invalid without a title, or when the days are not in their order.
    """
    round = Round(title=texts.title, is_example=is_example, created_at=clock.now(), **_owner(about))
    require(by, Permission.CREATE_ROUND, round)
    round.slug = _free_slug(slug_of(slug or texts.title))
    if isinstance(about, Plan):
        round.version = newest_version(about, reader=by) or draft_version(about, reader=by)
    db.session.add(round)
    _write_texts(round, texts)
    _write_dates(round, dates)
    enter(What.ROUND_CREATED, round, by=by)
    return round


def subject_of(about: Plan | Category | Organisation) -> Round:
    """The round that could be prepared on this, only to ask who may."""
    return Round(**_owner(about))


def _owner(about: Plan | Category | Organisation) -> dict[str, int]:
    if isinstance(about, Organisation):
        return {"organisation_id": about.id}
    if isinstance(about, Category):
        return {"organisation_id": about.organisation_id, "category_id": about.id}
    return {
        "organisation_id": about.organisation_id,
        "category_id": about.category_id,
        "plan_id": about.id,
    }


def _free_slug(named: str) -> str:
    wanted = named[:LONGEST_SLUG].rstrip("-")
    taken = set(db.session.scalars(db.select(Round.slug).where(Round.slug.startswith(wanted))))
    taken |= TAKEN
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def edit_round(
    round: Round, texts: RoundTexts, dates: RoundDates, *, by: Actor, seen: str = ""
) -> Round:
    """Change the texts and days of a round that is not announced.

    Raises WrongStep once it is announced; Outdated when it is no longer as this person saw it
    (`seen`: its fingerprint then); Invalid like create_round.
    """
    require(by, Permission.EDIT_ROUND, round)
    _lock(round)
    _must_be_in_preparation(round)
    if seen and seen != round.fingerprint:
        raise Outdated("round_changed")
    _write_texts(round, texts)
    _write_dates(round, dates)
    enter(What.ROUND_EDITED, round, by=by, round_id=round.id)
    return round


def _lock(round: Round) -> None:
    """Wait for whoever decides on this round now, and see what they decided."""
    db.session.refresh(round, with_for_update={"of": Round})


def _must_be_in_preparation(round: Round) -> None:
    if round.published_at is not None or round.withdrawn_at is not None:
        raise WrongStep("round_is_public")


def _write_texts(round: Round, texts: RoundTexts) -> None:
    _check_lengths(texts)
    round.title = texts.title
    round.intro = texts.intro
    round.background = texts.background
    round.can_change = list(texts.can_change)
    round.is_fixed = list(texts.is_fixed)
    round.who_decides = texts.who_decides
    round.what_we_do = list(texts.what_we_do)
    round.when_answer = texts.when_answer
    round.not_to_share = list(texts.not_to_share)
    round.disclaimer = texts.disclaimer
    round.contact_name = texts.contact_name
    round.contact_how = texts.contact_how
    _write_questions(round, texts.questions)


def _check_lengths(texts: RoundTexts) -> None:
    if not texts.title:
        raise Invalid(title="title_needed")
    if len(texts.title) > LONGEST_TITLE:
        raise Invalid(title="title_too_long")
    if len(texts.contact_name) > LONGEST_CONTACT:
        raise Invalid(contact_name="contact_too_long")
    if len(texts.contact_how) > LONGEST_CONTACT:
        raise Invalid(contact_how="contact_too_long")


def _write_questions(round: Round, questions: tuple[AskedQuestion, ...]) -> None:
    round.questions.clear()
    db.session.flush()
    for position, one in enumerate(questions, start=1):
        round.questions.append(
            RoundQuestion(
                position=position,
                text=one.text,
                why=one.why,
                kind=one.kind,
                choices=list(one.choices),
                section_permanent_id=_place(round, one),
            )
        )


def _place(round: Round, question: AskedQuestion) -> str | None:
    if question.section_permanent_id or not question.section_number or round.version is None:
        return question.section_permanent_id
    section = section_by_number(round.version, question.section_number, reader=SYSTEM)
    return section.permanent_id if section else None


def _write_dates(round: Round, dates: RoundDates) -> None:
    if dates.closes_on < dates.opens_on:
        raise Invalid(closes_on="closes_before_it_opens")
    if dates.answer_by < dates.closes_on:
        raise Invalid(answer_by="answer_before_it_closes")
    for day in (dates.opens_on, dates.closes_on, dates.answer_by):
        _likely(day)
    round.opens_at = clock.start_of_day(dates.opens_on)
    round.closes_at = clock.end_of_day(dates.closes_on)
    round.answer_by = dates.answer_by


def attach_version(round: Round, version: PlanVersion, *, by: Actor) -> Round:
    """Consult this version of a plan; it must be published before the round is announced.

    Raises WrongStep once the round is announced, Invalid when another organisation owns the plan.
    """
    require(by, Permission.EDIT_ROUND, round)
    _lock(round)
    _must_be_in_preparation(round)
    if version.organisation_id != round.organisation_id:
        raise Invalid(version="version_of_another_organisation")
    round.plan_id = version.plan_id
    round.version = version
    round.category_id = version.plan.category_id
    enter(What.ROUND_EDITED, round, by=by, round_id=round.id, version=version.id)
    return round


def renew_round(round: Round, *, by: Actor) -> Round:
    """Let a round that was announced go on with the newest version of its plan.

    What people said stays with the version it is about. Raises WrongStep when there is no newer
    version or the round is closed, and Incomplete with everything that the version lacks (I3).
    """
    require(by, Permission.PUBLISH_ROUND, round)
    _lock(round)
    version = next_version(round, reader=by)
    if version is None:
        raise WrongStep("round_cannot_be_renewed")
    lacks = consultation_lacks(version, reader=by)
    if lacks:
        raise Incomplete("version_not_ready", lacks)
    round.version = version
    record.append(Kind.RONDE, round=round.slug, ref="ronde", value=promise_hash(round))
    enter(What.ROUND_RENEWED, round, by=by, round_id=round.id, version=version.id)
    return round


def publish_round(round: Round, *, by: Actor) -> Round:
    """Announce a round; it opens by its date.

    Raises Incomplete with everything that is missing (I3), WrongStep when it was announced.
    """
    require(by, Permission.PUBLISH_ROUND, round)
    _lock(round)
    take_step(PHASE_STEPS, round.phase(clock.now()), Phase.ANNOUNCED)
    lacks = round_lacks(round, reader=by)
    if lacks:
        raise Incomplete("round_not_ready", lacks)
    round.published_at = clock.now()
    record.append(Kind.RONDE, round=round.slug, ref="ronde", value=promise_hash(round))
    enter(What.ROUND_PUBLISHED, round, by=by, round_id=round.id)
    return round


def promise_hash(round: Round) -> bytes:
    """What the record fixes of a round: its plan version, its rules, and its days in UTC."""
    promise = {
        "ronde": round.slug,
        "versie": version_hash(round.version) if round.version else "",
        "opent": round.opens_at.isoformat() if round.opens_at else "",
        "sluit": round.closes_at.isoformat() if round.closes_at else "",
        "antwoord": round.answer_by.isoformat() if round.answer_by else "",
        "regels": {name: getattr(round, name) for name in RULES},
        "vragen": [[one.text, one.why] for one in round.questions],
    }
    data = json.dumps(promise, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(data.encode()).digest()


RULES = ("can_change", "is_fixed", "who_decides", "what_we_do", "when_answer", "not_to_share",
         "disclaimer")  # fmt: skip
"""What the record fixes of a charter."""


def version_hash(version: PlanVersion) -> str:
    """What is consulted, in short: SHA-256 over permanent id, room and text of each alinea."""
    digest = hashlib.sha256()
    for section in all_sections(version, reader=SYSTEM):
        head = (section.permanent_id, section.number, section.title, section.room or "")
        digest.update("\t".join(head).encode() + b"\n")
        for alinea in section.alineas:
            digest.update(f"{alinea.permanent_id}\t{alinea.text}\n".encode())
    return digest.hexdigest()


def extend_round(
    round: Round, *, closes_on: date, reason: str, by: Actor, answer_by: date | None = None
) -> Extension:
    """Give a round a later closing; everybody concerned is told why.

    A round that closed during a failure can be opened again (F2), as long as the record does not
    say that it is closed. Raises WrongStep when it cannot be extended any more, Invalid without a
    reason, or when the new day is not later, or the answer would come before it.
    """
    require(by, Permission.EXTEND_ROUND, round)
    _lock(round)
    if not may_be_extended(round) or round.closes_at is None:
        raise WrongStep("round_cannot_be_extended")
    closes_at = clock.end_of_day(_likely(closes_on))
    promised = answer_by or round.answer_by
    _check_extension(round, closes_on, reason, promised)
    extension = Extension(
        round=round,
        closed_at_before=round.closes_at,
        closes_at=closes_at,
        answer_by_before=round.answer_by,
        answer_by=promised,
        reason=reason.strip(),
        decided_at=clock.now(),
        decided_by_id=by.account_id,
    )
    db.session.add(extension)
    round.closes_at = closes_at
    round.answer_by = promised
    record.append(Kind.RONDE, round=round.slug, ref="ronde", value=promise_hash(round))
    enter(What.ROUND_EXTENDED, round, by=by, reason=reason.strip(), round_id=round.id)
    return extension


def _check_extension(round: Round, closes_on: date, reason: str, promised: date | None) -> None:
    if not reason.strip():
        raise Invalid(reason="reason_needed")
    earliest = max(round.closes_at or clock.now(), clock.now())
    if clock.end_of_day(closes_on) <= earliest:
        raise Invalid(closes_on="closing_not_later")
    if promised is not None and promised < closes_on:
        raise Invalid(answer_by="answer_before_it_closes")


def withdraw_round(round: Round, *, reason: str, by: Actor) -> Round:
    """Withdraw a round; what people sent is kept, and everybody reads why.

    Raises WrongStep when it is answered or withdrawn already, Invalid without a reason.
    """
    require(by, Permission.WITHDRAW_ROUND, round)
    _lock(round)
    take_step(PHASE_STEPS, round.phase(clock.now()), Phase.WITHDRAWN)
    if not reason.strip():
        raise Invalid(reason="reason_needed")
    round.withdrawn_at = clock.now()
    round.withdrawn_reason = reason.strip()
    enter(What.ROUND_WITHDRAWN, round, by=by, reason=reason.strip(), round_id=round.id)
    return round


def mark_answered(round: Round, *, by: Actor) -> Round:
    """The response note is published: the round is answered."""
    require(by, Permission.PUBLISH_NOTE, round)
    _lock(round)
    take_step(PHASE_STEPS, round.phase(clock.now()), Phase.ANSWERED)
    round.answered_at = clock.now()
    enter(What.ROUND_ANSWERED, round, by=by, round_id=round.id)
    return round
