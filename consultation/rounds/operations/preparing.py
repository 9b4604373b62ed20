"""Preparing a round: making it, changing it, and the version it consults."""

from collections.abc import Iterable

from consultation import clock
from consultation.accounts.models import Organisation
from consultation.categories.models import Category
from consultation.database import db
from consultation.errors import Invalid, Outdated, WrongStep
from consultation.logbook import SYSTEM, Actor, What, enter
from consultation.permissions import Permission, require
from consultation.plans.models import Plan, PlanVersion
from consultation.plans.queries import draft_version, newest_version, section_by_number
from consultation.rounds.models import Round, RoundQuestion
from consultation.rounds.operations.writing import AskedQuestion, RoundDates, RoundTexts, likely_day
from consultation.slugs import free_slug

LONGEST_TITLE = 300
LONGEST_CONTACT = 200


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
    round.slug = free_slug(slug or texts.title, _taken_like)
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


def _taken_like(wanted: str) -> Iterable[str]:
    return db.session.scalars(db.select(Round.slug).where(Round.slug.startswith(wanted)))


def edit_round(
    round: Round, texts: RoundTexts, dates: RoundDates, *, by: Actor, seen: str = ""
) -> Round:
    """Change the texts and days of a round that is not announced.

    Raises WrongStep once it is announced; Outdated when it is no longer as this person saw it
    (`seen`: its fingerprint then); Invalid like create_round.
    """
    require(by, Permission.EDIT_ROUND, round)
    round.lock_to_decide()
    _must_be_in_preparation(round)
    if seen and seen != round.fingerprint:
        raise Outdated("round_changed")
    _write_texts(round, texts)
    _write_dates(round, dates)
    enter(What.ROUND_EDITED, round, by=by, round_id=round.id)
    return round


def attach_version(round: Round, version: PlanVersion, *, by: Actor) -> Round:
    """Consult this version of a plan; it must be published before the round is announced.

    Raises WrongStep once the round is announced, Invalid when another organisation owns the plan.
    """
    require(by, Permission.EDIT_ROUND, round)
    round.lock_to_decide()
    _must_be_in_preparation(round)
    if version.organisation_id != round.organisation_id:
        raise Invalid(version="version_of_another_organisation")
    round.plan_id = version.plan_id
    round.version = version
    round.category_id = version.plan.category_id
    enter(What.ROUND_EDITED, round, by=by, round_id=round.id, version=version.id)
    return round


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
        likely_day(day)
    round.opens_at = clock.start_of_day(dates.opens_on)
    round.closes_at = clock.end_of_day(dates.closes_on)
    round.answer_by = dates.answer_by
