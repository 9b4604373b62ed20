"""The answer desk: the queue, one input beside its section, many served by one answer."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event

from consultation import clock
from consultation.accounts.models import Account
from consultation.answers import operations
from consultation.answers.models import Answering, PlanChange
from consultation.answers.operations import ChangedWords, Reply
from consultation.answers.queries import coverage, outcomes_of
from consultation.answers.states import Outcome
from consultation.contributions.models import Contribution
from consultation.contributions.states import ContributionState
from consultation.database import db
from consultation.logbook import COMMAND_LINE, transaction
from consultation.permissions import Role
from consultation.plans.queries import all_sections
from consultation.rounds.models import Round
from tests.contributions.factories import make_contribution
from tests.factories import make_account, make_round
from tests.page import Visit

pytestmark = pytest.mark.usefixtures("database")

SignIn = Callable[[Account], Visit]
GIVEN = {
    "outcome": "weighed-changed",
    "reason": "Velen noemden dit.",
    "text": "Wij maken de jas langer.",
}


@pytest.fixture
def round() -> Round:
    return make_round()


def desk(round: Round, contribution: Contribution | None = None) -> str:
    address = f"/werk/rondes/{round.slug}/antwoorden"
    if contribution is None:
        return address
    return f"{address}/{contribution.submission.receipt}/{contribution.sub_number}"


def officer(round: Round, sign_in: SignIn) -> Visit:
    return sign_in(make_account(Role.OFFICER, organisation=round.organisation))


def on_jackets(round: Round, text: str = "", **changes: object) -> Contribution:
    assert round.version is not None
    section = all_sections(round.version, reader=COMMAND_LINE)[2]
    return make_contribution(
        round,
        text,
        version_id=round.version_id,
        section_permanent_id=section.permanent_id,
        alinea_permanent_id=section.alineas[1].permanent_id,
        **changes,
    )


def outcome_of(contribution: Contribution) -> list[Outcome]:
    db.session.expire_all()
    found = outcomes_of([contribution], reader=COMMAND_LINE)
    return [one.outcome for one in found.get(contribution.id, [])]


def statements_of(act: Callable[[], object]) -> int:
    seen = []

    def note(*given: object) -> None:
        seen.append(given[2])

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        act()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


def test_the_desk_shows_rounds_by_their_promise(round: Round, signed_in_as: SignIn) -> None:
    make_contribution(round)
    other = make_round()
    make_contribution(other)
    page = officer(round, signed_in_as).get("/werk/antwoorden")
    assert round.title in page.text
    assert other.title not in page.text
    assert desk(round) in page.links().values()


def test_the_desk_says_when_nothing_waits(signed_in_as: SignIn) -> None:
    page = signed_in_as(make_account(Role.PROGRAMME)).get("/werk/antwoorden")
    assert "Alles heeft een antwoord." in page.text


@pytest.mark.parametrize("order", ["termijn", "paragraaf", "groep", "onzin"])
def test_the_queue_holds_every_input_not_placed_ones_too(
    round: Round, signed_in_as: SignIn, order: str
) -> None:
    states = (None, ContributionState.NOT_PLACED, ContributionState.HIDDEN)
    waiting = [on_jackets(round, state=state) for state in states]
    gone = [
        make_contribution(round, state=state)
        for state in (ContributionState.WITHDRAWN, ContributionState.ERASED)
    ]
    page = officer(round, signed_in_as).get(f"{desk(round)}?volgorde={order}")
    assert all(one.reference in page.text for one in waiting)
    assert not any(one.reference in page.text for one in gone)
    assert "Zonder uitkomst: 3" in page.text


def test_the_queue_puts_together_what_says_the_same(round: Round, signed_in_as: SignIn) -> None:
    text = "De jas houdt geen water tegen na vaak wassen."
    make_contribution(round, "Huren van kleding is duur voor iedereen.")
    alike = [make_contribution(round, text) for _ in range(2)]
    page = officer(round, signed_in_as).get(f"{desk(round)}?volgorde=groep")
    numbers = [a.get_text() for a in page.soup.select("main a.receipt-number")]
    assert numbers[:2] == [one.reference for one in alike]


def test_the_queue_keeps_to_a_section(round: Round, signed_in_as: SignIn) -> None:
    here, elsewhere = on_jackets(round), make_contribution(round)
    place = here.section_permanent_id
    page = officer(round, signed_in_as).get(f"{desk(round)}?paragraaf={place}")
    assert here.reference in page.text
    assert elsewhere.reference not in page.text
    page = officer(round, signed_in_as).get(f"{desk(round)}?paragraaf=heel-plan")
    assert (here.reference in page.text, elsewhere.reference in page.text) == (False, True)


def test_an_input_stands_beside_its_section(round: Round, signed_in_as: SignIn) -> None:
    one = on_jackets(round, "De jas vat vlam.")
    page = officer(round, signed_in_as).get(desk(round, one))
    assert "De jas vat vlam." in page.text
    current = page.soup.select_one(".alinea--current")
    assert current is not None
    assert "De jas is brandveilig." in current.get_text()
    assert page.form("1")["old"] == "De jas is brandveilig."
    outcomes = [box["value"] for box in page.soup.select("input[name=outcome]")]
    assert outcomes == ["weighed-changed", "weighed-not-changed", "not-this-plan"]
    keys = [box["data-key"] for box in page.soup.select("input[name=outcome]")]
    assert keys == ["1", "2", "3"]


def test_a_number_without_part_leads_to_the_first(round: Round, signed_in_as: SignIn) -> None:
    one = make_contribution(round)
    page = officer(round, signed_in_as).get(f"{desk(round)}/{one.submission.receipt}")
    assert one.reference in page.h1


def test_an_answer_is_kept_and_the_next_one_comes(round: Round, signed_in_as: SignIn) -> None:
    first, second = make_contribution(round, "Een."), make_contribution(round, "Twee.")
    visit = officer(round, signed_in_as)
    page = visit.send(desk(round, first), "1", **GIVEN)
    assert second.reference in page.h1
    assert outcome_of(first) == [Outcome.WEIGHED_CHANGED]
    page = visit.send(desk(round, second), "1", **GIVEN)
    assert "Alles heeft een antwoord." in page.text
    assert coverage(round, reader=COMMAND_LINE).percent == 100


def test_one_answer_serves_many_in_one_go(round: Round, signed_in_as: SignIn) -> None:
    text = "De jas houdt geen water tegen na vaak wassen."
    mine, *same = [on_jackets(round, text) for _ in range(11)]
    kin = on_jackets(round, "Mouwen zijn te kort voor lange mensen.")
    visit = officer(round, signed_in_as)
    page = visit.get(desk(round, mine))
    ticked = {int(box["value"]) for box in page.soup.select("input[name=also][checked]")}
    assert ticked == {one.points[0].id for one in same}
    assert "Mouwen zijn te kort" in page.text
    chosen = [*ticked, kin.points[0].id]
    visit.send_from(page, "", "1", **GIVEN, also=chosen)
    answers = {
        found[0].answer_id
        for found in outcomes_of([mine, *same, kin], reader=COMMAND_LINE).values()
    }
    assert len(answers) == 1
    assert coverage(round, reader=COMMAND_LINE).missing == ()


def test_an_answer_that_lacks_something_comes_back_whole(
    round: Round, signed_in_as: SignIn
) -> None:
    one = make_contribution(round)
    page = officer(round, signed_in_as).send(
        desk(round, one), "1", status=422, text="Lange tekst.", reason="", outcome=None
    )
    assert page.errors() == ["Kies een uitkomst.", "Schrijf de reden op."]
    assert page.form("1")["text"] == "Lange tekst."
    assert outcome_of(one) == []


def test_the_text_can_be_looked_at_before_it_is_kept(round: Round, signed_in_as: SignIn) -> None:
    one = make_contribution(round)
    page = officer(round, signed_in_as).send(desk(round, one), "1", **GIVEN, nakijken="ja")
    assert "Hoe leest deze tekst?" in page.text
    assert page.form("1")["text"] == GIVEN["text"]
    assert outcome_of(one) == []


def test_two_officers_never_overwrite_each_other(round: Round, signed_in_as: SignIn) -> None:
    one = make_contribution(round)
    visit = officer(round, signed_in_as)
    page = visit.get(desk(round, one))
    reply = Reply(Outcome.NOT_THIS_PLAN, "Ander plan.", "Dit staat elders.")
    with transaction():
        operations.answer_points(one.points, reply, by=COMMAND_LINE)
    page = visit.send_from(page, "", "1", status=409, **GIVEN)
    assert "Dit staat elders." in page.text
    assert page.form("1")["text"] == GIVEN["text"]
    assert outcome_of(one) == [Outcome.NOT_THIS_PLAN]
    visit.send_from(page, "", "1")
    assert outcome_of(one) == [Outcome.WEIGHED_CHANGED]


def test_who_comes_second_reads_who_is_at_work_and_since_when(
    round: Round, signed_in_as: SignIn
) -> None:
    one, other = make_contribution(round), make_contribution(round)
    bo = sit_down(round, one, "Bo Tekst")
    an = officer(round, signed_in_as)
    since = clock.hours_words(minutes_pass(bo, 9))
    sit(bo, one)
    assert f"Bo Tekst werkt sinds {since} aan dit antwoord." in an.get(desk(round, one)).text
    assert "werkt sinds" not in an.get(desk(round, other)).text
    minutes_pass(bo, 11)
    assert "werkt sinds" not in an.get(desk(round, one)).text


def test_who_saved_or_went_to_another_input_is_no_longer_at_work(
    round: Round, signed_in_as: SignIn
) -> None:
    one, other = make_contribution(round), make_contribution(round)
    bo = sit_down(round, one, "Bo Tekst")
    an = officer(round, signed_in_as)
    sit(bo, other)
    assert "werkt sinds" not in an.get(desk(round, one)).text
    assert "Bo Tekst werkt sinds" in an.get(desk(round, other)).text
    with transaction():
        operations.stand_up(round, by=bo.as_actor())
    assert "werkt sinds" not in an.get(desk(round, other)).text


def test_the_page_seats_who_opens_it_until_they_save(round: Round, signed_in_as: SignIn) -> None:
    one = make_contribution(round)
    visit = officer(round, signed_in_as)
    page = visit.get(desk(round, one))
    assert [seat.contribution_id for seat in db.session.scalars(db.select(Answering))] == [one.id]
    visit.send_from(page, "", "1", **GIVEN)
    assert outcome_of(one) == [Outcome.WEIGHED_CHANGED]
    assert not db.session.scalars(db.select(Answering)).all()


def sit_down(round: Round, contribution: Contribution, name: str) -> Account:
    account = make_account(Role.OFFICER, organisation=round.organisation, name=name)
    sit(account, contribution)
    return account


def minutes_pass(account: Account, minutes: int) -> datetime:
    """Let so many minutes pass since this person sat down; gives when that was."""
    with transaction():
        seat = db.session.get_one(Answering, account.id)
        seat.begun_at = seat.seen_at = clock.now() - timedelta(minutes=minutes)
        return seat.begun_at


def sit(account: Account, contribution: Contribution) -> None:
    with transaction():
        operations.sit_down_at(contribution, by=account.as_actor())


def test_kin_that_was_answered_meanwhile_keeps_its_answer(
    round: Round, signed_in_as: SignIn
) -> None:
    mine, other = on_jackets(round, "De jas is te kort."), on_jackets(round, "De jas is te kort.")
    visit = officer(round, signed_in_as)
    page = visit.get(desk(round, mine))
    reply = Reply(Outcome.NOT_THIS_PLAN, "Ander plan.", "Dit staat elders.")
    with transaction():
        operations.answer_points(other.points, reply, by=COMMAND_LINE)
    visit.send_from(page, "", "1", status=409, **GIVEN)
    assert (outcome_of(mine), outcome_of(other)) == ([], [Outcome.NOT_THIS_PLAN])


def test_an_earlier_answer_is_offered_and_used_again(round: Round, signed_in_as: SignIn) -> None:
    first, second = make_contribution(round, "Een."), make_contribution(round, "Twee dingen.")
    visit = officer(round, signed_in_as)
    visit.send(desk(round, first), "1", **GIVEN)
    page = visit.get(desk(round, second))
    again = next(address for address in page.links().values() if "antwoord=" in address)
    visit.send_from(visit.get(again), "", "1")
    found = outcomes_of([first, second], reader=COMMAND_LINE)
    assert found[first.id][0].answer_id == found[second.id][0].answer_id
    assert found[second.id][0].reason == GIVEN["reason"]


def test_a_change_in_the_plan_is_recorded_with_what_led_to_it(
    round: Round, signed_in_as: SignIn
) -> None:
    one, other = on_jackets(round, "De jas vat vlam."), on_jackets(round, "Mijn mouw smolt weg.")
    visit = officer(round, signed_in_as)
    visit.send(desk(round, one), "1", **GIVEN, new="De jas is zeer brandveilig.", also=None)
    change = db.session.query(PlanChange).one()
    assert (change.old_text, change.new_text) == (
        "De jas is brandveilig.",
        "De jas is zeer brandveilig.",
    )
    assert (change.alinea_number, change.contributions) == (2, [one])
    visit.send(desk(round, other), "1", **GIVEN, change=str(change.id))
    db.session.expire_all()
    assert set(db.session.query(PlanChange).one().contributions) == {one, other}


def test_a_change_that_changes_nothing_keeps_nothing(round: Round, signed_in_as: SignIn) -> None:
    one = on_jackets(round)
    page = officer(round, signed_in_as).send(
        desk(round, one), "1", status=422, **GIVEN, new="De jas is brandveilig."
    )
    assert page.errors() == ["De oude en de nieuwe tekst zijn gelijk."]
    assert outcome_of(one) == []


def test_an_input_is_cut_and_each_point_gets_its_outcome(
    round: Round, signed_in_as: SignIn
) -> None:
    one = make_contribution(round, "De jas is te kort. De broek knelt.")
    visit = officer(round, signed_in_as)
    refused = visit.send(f"{desk(round, one)}/knip", status=422, parts="De jas is\niets anders")
    assert "Elk punt moet letterlijk" in refused.errors()[0]
    page = visit.send(f"{desk(round, one)}/knip", parts="De jas is te kort.\nDe broek knelt.")
    assert "Punten in deze reactie" in page.text
    page = visit.send_from(page, "", "1", **GIVEN)
    assert "(punt 2)" in page.text
    visit.send_from(page, "", "1", **{**GIVEN, "outcome": "not-this-plan"})
    assert outcome_of(one) == [Outcome.WEIGHED_CHANGED, Outcome.NOT_THIS_PLAN]
    assert (
        "Een punt heeft al"
        in visit.send(f"{desk(round, one)}/knip", status=422, parts="De jas\nDe broek").text
    )


@pytest.mark.parametrize("state", [ContributionState.WITHDRAWN, ContributionState.ERASED])
def test_what_is_gone_gets_no_form_and_takes_no_answer(
    round: Round, signed_in_as: SignIn, state: ContributionState
) -> None:
    one = make_contribution(round, state=state)
    visit = officer(round, signed_in_as)
    page = visit.get(desk(round, one))
    assert not page.soup.select("#antwoord")
    token = visit.get(desk(round, make_contribution(round))).form("1")["csrf_token"]
    page = visit.post(desk(round, one), {**GIVEN, "csrf_token": token}, status=422)
    assert GIVEN["text"] in page.text
    assert outcome_of(one) == []


def test_strange_numbers_are_not_there(round: Round, signed_in_as: SignIn) -> None:
    visit = officer(round, signed_in_as)
    elsewhere = make_contribution()
    for tail in ("MD-XXXX-XX/1", "onzin/1", f"{elsewhere.submission.receipt}/1"):
        visit.get(f"{desk(round)}/{tail}", status=404)
    one = make_contribution(round)
    visit.get(f"{desk(round, one)}?punt=9", status=404)
    visit.get(f"{desk(round, one)}?antwoord=A1234567")


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.PROGRAMME, Role.PANEL_MEMBER])
def test_others_do_not_answer(round: Round, signed_in_as: SignIn, role: Role) -> None:
    one = make_contribution(round)
    visit = signed_in_as(make_account(role, organisation=round.organisation))
    for address in (desk(round), desk(round, one), f"{desk(round, one)}/knip"):
        visit.get(address, status=403)
    stranger = signed_in_as(make_account(Role.OFFICER, organisation=make_round().organisation))
    stranger.get(desk(round, one), status=403)


@pytest.mark.parametrize("order", ["termijn", "paragraaf", "groep"])
def test_the_number_of_statements_does_not_grow(
    round: Round, signed_in_as: SignIn, order: str
) -> None:
    first, _ = on_jackets(round), on_jackets(round)
    decide(round, on_jackets(round))
    visit = officer(round, signed_in_as)
    addresses = [
        "/werk/antwoorden",
        f"{desk(round)}?volgorde={order}&stand=alles",
        f"{desk(round, first)}?volgorde={order}",
    ]
    for address in addresses:
        visit.get(address)
    few = [statements_of(lambda one=one: visit.get(one)) for one in addresses]
    for _ in range(6):
        on_jackets(round)
        decide(round, on_jackets(round))
    assert [statements_of(lambda one=one: visit.get(one)) for one in addresses] == few
    assert max(few) <= 38, few


def decide(round: Round, contribution: Contribution) -> None:
    """Answer an input, and record a change that it led to."""
    reply = Reply(Outcome.WEIGHED_CHANGED, "Dit was nodig.", f"Antwoord {contribution.id}.")
    words = ChangedWords("k7m2", "oud", f"nieuw {contribution.id}", "Dit was nodig.")
    with transaction():
        operations.answer_points(contribution.points, reply, by=COMMAND_LINE)
        operations.record_change(round, words, [contribution], by=COMMAND_LINE)
