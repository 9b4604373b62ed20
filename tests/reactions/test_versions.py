"""A reaction on an older version: one place, one verdict, one letter, one address that answers."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from consultation.accounts.models import Account
from consultation.announcements import write_letters, write_stuck_letters
from consultation.comparison.verdicts import Verdict
from consultation.contributions.models import Contribution
from consultation.contributions.states import ContributionState, Sender
from consultation.database import db
from consultation.errors import WrongStep
from consultation.logbook import ANYONE, COMMAND_LINE, SYSTEM, transaction
from consultation.mail import Letter
from consultation.permissions import Role
from consultation.plans.models import Plan, Section
from consultation.plans.operations import publish_version
from consultation.reactions import emails
from consultation.reactions.queries import said_about, stands_in, told_of_version
from consultation.rounds.models import Round
from tests.contributions.factories import make_contribution
from tests.factories import make_account, make_round
from tests.page import Visit
from tests.plans.versions import JACKET, RETURN, WASH, first_version
from tests.plans.versions import next_version as read_in

NEW = (
    ("1", "Kleding", 1, (JACKET.replace("water", "regen"),)),
    ("2", "Onderhoud en inname", 1, (WASH, RETURN)),
)
"""The second version: a word changed, an alinea gone, one moved, and a section removed."""


@pytest.fixture
def round(database: Flask) -> Round:
    return make_round(plan=first_version())


def said(round: Round, section: int, alinea: int | None = None, **more: Any) -> Contribution:
    """A placed reaction on a section, or on an alinea of it."""
    assert round.version is not None
    place = round.version.sections[section]
    more.setdefault("state", ContributionState.PLACED)
    made = make_contribution(round, **more)
    with transaction():
        made.stand_at(place, place.alineas[alinea] if alinea is not None else None)
    return made


def plan_of(round: Round) -> Plan:
    assert round.plan is not None
    return round.plan


def stand(round: Round, contribution: Contribution) -> tuple[Verdict, str]:
    """What happened, and the number and alinea of the place now."""
    newest = plan_of(round).versions[-1]
    place = stands_in(newest, [contribution], reader=ANYONE)[contribution.id].standing
    where = f"{place.section.number if place.section else '-'}"
    return place.verdict, f"{where}.{place.alinea.number}" if place.alinea else where


def test_each_reaction_has_its_own_verdict(round: Round) -> None:
    placed = {
        "changed": said(round, 0, 0),
        "removed": said(round, 0, 1),
        "same": said(round, 1, 0),
        "retitled": said(round, 1),
        "moved": said(round, 2, 1),
        "gone": said(round, 2),
    }
    read_in(plan_of(round), *NEW)
    assert {name: stand(round, one) for name, one in placed.items()} == {
        "changed": (Verdict.CHANGED, "1.1"),
        "removed": (Verdict.REMOVED, "1"),
        "same": (Verdict.SAME, "2.1"),
        "retitled": (Verdict.CHANGED, "2"),
        "moved": (Verdict.MOVED, "2.2"),
        "gone": (Verdict.REMOVED, "-"),
    }


def test_a_reaction_on_this_version_or_on_no_place_has_no_stand(round: Round) -> None:
    new = read_in(plan_of(round), *NEW)
    here, nowhere = said(round, 0), make_contribution(round)
    assert stands_in(plan_of(round).versions[0], [here], reader=ANYONE) == {}
    assert stands_in(new, [nowhere], reader=ANYONE) == {}


# --- the letter (M11) ---------------------------------------------------------------------


def letters() -> list[Letter]:
    with transaction():
        while write_letters(hold=timedelta()):
            pass
    return list(db.session.scalars(db.select(Letter).order_by(Letter.id)))


def by_mail(round: Round, email: str, section: int, alinea: int, **more: Any) -> Contribution:
    sender = Sender(name="Sanne", email=email)
    return said(round, section, alinea, sender=sender, **more)


def test_each_author_is_told_once_of_all_reactions(round: Round) -> None:
    by_mail(round, "sanne@voorbeeld.nl", 0, 0)
    by_mail(round, "Sanne@voorbeeld.nl", 2, 1)
    by_mail(round, "omar@voorbeeld.nl", 1, 0)
    letters()
    read_in(plan_of(round), *NEW)
    told = [one for one in letters() if one.subject.startswith("Het plan is veranderd")]
    assert [one.recipient for one in told] == ["sanne@voorbeeld.nl", "omar@voorbeeld.nl"]
    first = told[0].text
    assert "1 Kleding, alinea 1. In versie 2 is de tekst gewijzigd." in first
    assert "verplaatst naar 2 Onderhoud en inname, alinea 2." in first
    assert "In versie 2 is de tekst gelijk." in told[1].text
    assert "Klopt uw reactie nog?" in first
    assert letters() == letters()


def test_nobody_is_told_twice_when_the_letters_fail_halfway(
    round: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The job dies between two letters, and is asked again and again."""
    for name in ("sanne", "omar", "fatma"):
        by_mail(round, f"{name}@voorbeeld.nl", 0, 0)
    letters()
    read_in(plan_of(round), *NEW)
    drawn = emails._letter
    monkeypatch.setattr(emails, "_letter", dies_after(1, drawn))
    assert told_letters() == []
    monkeypatch.setattr(emails, "_letter", drawn)
    for _ in range(2):
        with transaction():
            write_stuck_letters(hold=timedelta())
        wanted = [f"{name}@voorbeeld.nl" for name in ("sanne", "omar", "fatma")]
        assert [one.recipient for one in told_letters()] == wanted


def test_a_version_that_is_published_again_is_told_to_nobody(round: Round) -> None:
    by_mail(round, "sanne@voorbeeld.nl", 0, 0)
    letters()
    version = read_in(plan_of(round), *NEW)
    assert len(told_letters()) == 1
    with pytest.raises(WrongStep), transaction():
        publish_version(version, by=COMMAND_LINE)
    assert len(told_letters()) == 1


def told_letters() -> list[Letter]:
    return [one for one in letters() if one.subject.startswith("Het plan is veranderd")]


def dies_after(count: int, draw: Callable[..., Any]) -> Callable[..., Any]:
    """Draws so many letters and then fails, as a process that is stopped does."""
    drawn = []

    def draw_or_die(*things: Any) -> Any:
        if len(drawn) == count:
            raise RuntimeError("the job was stopped")
        drawn.append(things)
        return draw(*things)

    return draw_or_die


def test_who_withdrew_or_left_no_address_is_not_told(round: Round) -> None:
    by_mail(round, "weg@voorbeeld.nl", 0, 0, state=ContributionState.WITHDRAWN)
    said(round, 0, 0)
    version = read_in(plan_of(round), *NEW)
    assert told_of_version(version, reader=SYSTEM) == []
    by_mail(round, "hier@voorbeeld.nl", 0, 0)
    assert len(told_of_version(version, reader=SYSTEM)) == 1
    assert told_of_version(version, reader=ANYONE) == []


def test_the_first_version_is_told_to_nobody(round: Round) -> None:
    assert [one for one in letters() if "Het plan is veranderd" in one.subject] == []


# --- the command --------------------------------------------------------------------------


@pytest.fixture
def compare(database: Flask, round: Round) -> Callable[..., Any]:
    def run(*more: str) -> Any:
        args = ["plan", "compare", plan_of(round).slug, "1", "2", *more]
        return database.test_cli_runner().invoke(args=args)

    return run


def test_the_command_tells_sections_and_reactions(
    round: Round, compare: Callable[..., Any]
) -> None:
    one = said(round, 2, 1)
    read_in(plan_of(round), *NEW)
    done = compare()
    assert done.exit_code == 0, done.output
    assert "1 Kleding: tekst gewijzigd; 1 tekst gewijzigd; 1 vervallen" in done.output
    assert f"{one.reference}: verplaatst" in done.output
    found = json.loads(compare("--json").output)
    assert [each["verdict"] for each in found["sections"]] == ["changed", "merged", "merged"]
    assert found["reactions"][0]["verdict"] == "moved"


def test_the_command_refuses_a_version_that_is_not_there(compare: Callable[..., Any]) -> None:
    done = compare()
    assert done.exit_code == 1
    assert "Versie 2 van dit plan bestaat niet." in done.output


# --- who sees what ------------------------------------------------------------------------


def test_a_reaction_that_is_not_public_is_in_no_comparison(round: Round) -> None:
    said(round, 0, 0)
    said(round, 0, 0, state=ContributionState.NOT_PLACED)
    said(round, 0, 0, state=ContributionState.HIDDEN)
    version = plan_of(round).versions[0]
    assert len(said_about(version, reader=ANYONE)) == 1
    assert len(said_about(version, reader=SYSTEM)) == 3


def test_a_frozen_version_keeps_what_was_said_about_it(
    round: Round, signed_in_as: Callable[[Account], Visit]
) -> None:
    """Staff cannot move a reaction: an officer who corrects a match touches the draft alone."""
    one = said(round, 0, 0)
    anchor = one.anchor
    draft = read_in(plan_of(round), *NEW, publish=False)
    officer = signed_in_as(make_account(Role.OFFICER, organisation=round.organisation))
    address = f"/werk/plannen/{plan_of(round).slug}/{draft.sections[0].permanent_id}/herkomst"
    officer.post(address, {**officer.get(address).form("/herkomst"), "origin": ""})
    db.session.expire_all()
    assert db.session.get_one(Contribution, one.id).anchor == anchor
    wanted = db.select(Section).where(
        Section.version_id == one.version_id, Section.permanent_id == one.section_permanent_id
    )
    assert db.session.scalars(wanted).one().alineas[0].text == JACKET
