"""Nothing that is hidden, withdrawn, confidential or draft appears anywhere in public (I8).

A secret word is planted in every place where one can be, and looked for on every public surface:
each address of the site that a stranger may fetch, and every letter to somebody else.
"""

import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from consultation import clock
from consultation.accounts.models import Account
from consultation.announcements import write_letters
from consultation.answers.models import Answer
from consultation.answers.operations import Reply, answer_points
from consultation.answers.states import Outcome
from consultation.categories.models import Category
from consultation.contributions.models import Contribution, Submission
from consultation.contributions.operations import change_contribution, withdraw_contribution
from consultation.contributions.states import ContributionState, Kind, NameShown, Sender
from consultation.database import db
from consultation.forums.models import Meeting
from consultation.forums.operations import Member
from consultation.gatherings.models import Gathering
from consultation.gatherings.operations import correct_gathering, refuse_gathering
from consultation.logbook import COMMAND_LINE, Actor, transaction
from consultation.mail import Letter
from consultation.moderation import operations as moderation
from consultation.moderation.models import Objection
from consultation.moderation.states import ObjectionState, Reason
from consultation.permissions import Permission, Role
from consultation.plans.models import PlanVersion, Section
from consultation.public_record import record
from consultation.question_hours import operations as hosting
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.operations import Guest
from consultation.question_hours.states import TableRole
from consultation.response_notes.models import NoteTheme, ResponseNote
from consultation.response_notes.states import NoteState
from consultation.rounds.models import Round, RoundQuestion
from consultation.rounds.operations import extend_round
from consultation.short_codes.models import ShortCode
from consultation.web.guard import permission_of
from tests.contributions.factories import author_of, make_contribution, make_draft
from tests.factories import kept, make_account, make_plan, make_round
from tests.forums.factories import make_forum, make_meeting
from tests.gatherings.factories import (
    make_gathering,
    make_placed_gathering,
    organiser_of,
    some_details,
)
from tests.page import Visit
from tests.question_hours.factories import (
    TABLE,
    hour_plan,
    make_host,
    make_hour,
    make_question,
)
from tests.response_notes.test_operations import answer, published
from tests.rounds.factories import make_prepared_round

pytestmark = pytest.mark.usefixtures("database")

OPEN = "openbaarwoord"
"""Stands in what everybody may read; where it is not found, nobody looked."""

PLACED, HIDDEN = ContributionState.PLACED, ContributionState.HIDDEN


def secret(name: str) -> str:
    """A word that stands nowhere else."""
    return f"zwijg{name}woord"


SECRET = re.compile(r"zwijg[a-z]+woord", re.IGNORECASE)


# --- planting ------------------------------------------------------------------------------


def plant_inputs(round: Round, moderator: Account) -> list[Contribution]:
    """An input in every state of its life, each with a secret; and open ones beside them."""
    by = moderator.as_actor()
    made = [
        make_contribution(round, f"Een {OPEN} over de jas.", state=PLACED),
        make_contribution(round, secret("incontrole")),
        make_contribution(round, secret("verborgen"), state=HIDDEN),
        make_contribution(round, secret("gewist"), state=ContributionState.ERASED),
        make_contribution(
            round, "Open deel.", confidential=secret("vertrouwelijk"), state=PLACED
        ),
        make_contribution(
            round, secret("gehouden"), state=PLACED,
            sender=Sender(name="Jan", name_shown=NameShown.NOT_PLACED),
        ),
        make_contribution(
            round, "Zonder naam.", state=PLACED,
            sender=Sender(
                name=f"{secret('voornaam')} {secret('achternaam')}",
                email=f"{secret('mailadres')}@voorbeeld.nl",
                capacity=secret("hoedanigheid"),
            ),
        ),
        make_contribution(
            round, "Met voornaam.", state=PLACED,
            sender=Sender(name=f"Sanne {secret('rest')}", name_shown=NameShown.FIRST),
        ),
        refused(round, by), redacted(round, by), withdrawn(round), changed(round),
    ]  # fmt: skip
    make_draft(round, secret("concept"))
    make_contribution(round, secret("onbevestigd"), state=ContributionState.UNCONFIRMED)
    return made


def refused(round: Round, by: Actor) -> Contribution:
    """Not placed, explained to the author, who asked for a second look."""
    made = make_contribution(round, secret("geweigerd"), sender=Sender(email="weiger@voorbeeld.nl"))
    with transaction():
        decision = moderation.refuse_contribution(
            made, reason=Reason.PERSONAL_DATA, explanation=secret("uitleg"), by=by
        )
    with transaction():
        moderation.object_to_decision(decision, secret("bezwaar"), by=author_of(made))
    return made


def redacted(round: Round, by: Actor) -> Contribution:
    made = make_contribution(round, f"Bel {secret('zwart')} maar over de {OPEN}.")
    with transaction():
        moderation.redact_contribution(
            made,
            passages={made.text.passages[0].id: secret("zwart")},
            reason=Reason.PERSONAL_DATA,
            by=by,
        )
    return made


def withdrawn(round: Round) -> Contribution:
    made = make_contribution(round, secret("ingetrokken"), state=PLACED)
    with transaction():
        withdraw_contribution(made, at=clock.now(), by=author_of(made))
    return made


def changed(round: Round) -> Contribution:
    """Placed, then written anew: the old words are gone, the new ones wait for control."""
    made = make_contribution(round, secret("oudewoorden"), state=PLACED)
    with transaction():
        change_contribution(made, secret("nieuwewoorden"), "", at=clock.now(), by=author_of(made))
    return made


def plant_drafts(round: Round) -> None:
    """What officials have not published: answers, a note, a round, a plan, a version of one."""
    one = next(made for made in contributions_of(round) if made.state is PLACED)
    reply = Reply(Outcome.WEIGHED_CHANGED, secret("reden"), secret("antwoord"))
    with transaction():
        answer_points(one.points, reply, by=COMMAND_LINE)
    note = ResponseNote(
        round_id=round.id, state=NoteState.UNDER_REVIEW, in_short=secret("inhetkort"),
        too_little_heard=secret("nietgehoord"),
    )  # fmt: skip
    note.themes.append(
        NoteTheme(number=1, title=secret("thema"), heard=secret("gehoord"), done="x", why="y")
    )
    kept(note)
    draft = make_prepared_round(
        plan=make_plan(published=False, title=secret("plantitel")),
        slug="zwijgrondewoord", title=secret("rondetitel"), intro=secret("inleiding"),
        background=secret("achtergrond"),
    )  # fmt: skip
    kept(RoundQuestion(round_id=draft.id, position=2, text=secret("vraag"), why=secret("waarom")))
    version = PlanVersion(plan_id=round.plan_id, number=2, created_at=clock.now())
    version.sections.append(
        Section(permanent_id="zwzw", number="1", title=secret("kop"), level=1, position=0,
                chapter_position=0, words=3, summary=secret("samenvatting"))
    )  # fmt: skip
    kept(version)


def plant_shared_answer(round: Round) -> None:
    """One answer to a live question and to a reaction, of which the outcome is not public yet."""
    question = make_question(make_hour(round))
    reaction = make_contribution(round, kind=Kind.QUESTION, state=PLACED)
    with transaction():
        reply = Reply(Outcome.ANSWERED, "Gevraagd in het uur.", f"Een {OPEN} antwoord.")
        given = answer_points(question.points, reply, by=COMMAND_LINE)
        later = Reply(Outcome.LATER, secret("nognietopenbaar"), reply.text)
        answer_points(reaction.points, later, by=COMMAND_LINE, again=given)


def plant_gatherings() -> None:
    """Meetings that wait, that were refused, and one in the agenda with a correction that waits."""
    make_gathering(title=secret("bijeenkomst"), email=f"{secret('contact')}@voorbeeld.nl")
    refused_one = make_gathering(title=secret("beurs"), email="beurs@voorbeeld.nl")
    placed = make_placed_gathering(email=f"{secret('organisator')}@voorbeeld.nl")
    with transaction():
        refuse_gathering(
            refused_one, reason=Reason.OTHER, explanation=secret("waarom"), seen=1, by=COMMAND_LINE
        )
        correct_gathering(
            placed, some_details(title=secret("correctie")), seen=1, by=organiser_of(placed)
        )


def plant_hours() -> None:
    """Hours in preparation, with a report in writing and with one that is public."""
    with_report, in_writing = make_hour(table=A_TABLE), make_hour()
    host = make_host(with_report).as_actor()
    answered, taken = make_question(with_report, f"Een {OPEN}?"), make_question(with_report)
    declined = make_question(with_report, secret("afgewezenvraag"), is_placed=False)
    with transaction():
        hosting.answer_question(answered, "Ja.", by=host)
        hosting.take_question(taken, by=host)
        hosting.decline_question(
            declined, Reason.ADVERTISING, explanation=secret("uitlegvraag"), by=host
        )
    gone = make_question(with_report, secret("weggehaaldevraag"))
    with transaction():
        hosting.take_question(gone, by=host)
        hosting.decline_question(gone, Reason.PERSONAL_DATA, by=host)
    make_question(in_writing, secret("wachtendevraag"), is_placed=False)
    quote = {"text": secret("citaat"), "speaker": secret("spreker"), "is_approved": False}
    for hour, words in ((with_report, OPEN), (in_writing, secret("verslag"))):
        with transaction():
            hosting.close_hour(hour, by=COMMAND_LINE)
            hosting.write_report(hour, hosting.Report([words], [words], [quote]), by=COMMAND_LINE)
    with transaction():
        hosting.publish_report(with_report, by=COMMAND_LINE)
        later = clock.now() + timedelta(days=3)
        plan = hour_plan(begins_at=later, title=secret("uurtitel"), purpose=secret("uurdoel"))
        assert in_writing.round is not None
        hosting.plan_hour(in_writing.round, plan, by=COMMAND_LINE)


A_TABLE = [*TABLE, Guest(TableRole.GUEST, secret("gast"), "drager")]
"""Somebody sits there who does not want to be named."""


def plant_forums() -> None:
    """A forum with a member who is not named, a meeting in preparation, and one in public."""
    forum = make_forum(members=[Member(secret("deelnemer"), "adviseur", "Voorbeeldclub")])
    make_meeting(forum, purpose=f"Over de {OPEN}.")
    draft = make_forum(is_published=False, title=secret("forumtitel"))
    make_meeting(draft, is_announced=False, title=secret("vergadertitel"))


def contributions_of(round: Round) -> list[Contribution]:
    query = select(Contribution).where(Contribution.round_id == round.id)
    return list(db.session.scalars(query.order_by(Contribution.id)))


@pytest.fixture
def world() -> list[Round]:
    """An open round, one that is being answered, and one with a published note."""
    rounds = [make_round() for _ in range(3)]
    running, closed, answered = rounds
    for one in (running, answered):
        plant_inputs(one, make_account(Role.MODERATOR, organisation=one.organisation))
    make_contribution(closed, f"Een {OPEN}.", state=PLACED)
    plant_drafts(closed)
    plant_gatherings()
    plant_hours()
    plant_forums()
    plant_shared_answer(running)
    with transaction():
        closed.closes_at = answered.closes_at = clock.now() - timedelta(days=1)
        for one in contributions_of(answered):
            if one.state is ContributionState.UNCONFIRMED:
                one.state = ContributionState.RECEIVED
        settle_objections(answered)
    answer(*[one for one in contributions_of(answered) if one.state in ANSWERED_STATES])
    published(answered)
    return rounds


ANSWERED_STATES = frozenset(
    {
        ContributionState.RECEIVED, PLACED, ContributionState.NOT_PLACED,
        ContributionState.REDACTED, HIDDEN,
    }
)  # fmt: skip


def settle_objections(round: Round) -> None:
    """Another person keeps to the decision, so that the note can be published."""
    for objection in db.session.query(Objection):
        if objection.decision.contribution.round_id == round.id:
            objection.state = ObjectionState.REJECTED


# --- looking -------------------------------------------------------------------------------

OWN = {
    f"{secret('mailadres')}@voorbeeld.nl": {secret("voornaam"), secret("achternaam")},
    "weiger@voorbeeld.nl": {secret("geweigerd"), secret("uitleg"), secret("bezwaar")},
    f"{secret('contact')}@voorbeeld.nl": {secret("bijeenkomst")},
    "beurs@voorbeeld.nl": {secret("beurs"), secret("waarom")},
}
"""What the letters to an author may hold of their own."""

NOT_FETCHED = {
    "/reageren/<concept>": "whoever holds the token wrote the draft",
    "/uitnodiging/<token>": "whoever holds the token was invited",
    "/wachtwoord/<token>": "whoever holds the token has the account",
    "/agenda/aanmelden/<token>": "whoever holds the token sent the meeting in",
    "/demo": "exists in the demo profile only, and shows every letter there",
    "/plan-afbeeldingen": "an image holds no word",
}
"""Public addresses that a stranger cannot come to, with the reason."""


def public_rules(app: Flask) -> list[Rule]:
    """Every address that may be fetched without signing in."""
    return [
        rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or set())
        and rule.endpoint != "static"
        and permission_of(app, rule.endpoint) in FOR_STRANGERS
        and not rule.rule.startswith(tuple(NOT_FETCHED))
    ]


FOR_STRANGERS = frozenset(
    {
        Permission.READ_PUBLIC,
        Permission.SEND_CONTRIBUTION,
        Permission.CHANGE_CONTRIBUTION,
        Permission.OBJECT_TO_DECISION,
        Permission.SEND_GATHERING,
        Permission.CHANGE_GATHERING,
        Permission.CANCEL_GATHERING,
        Permission.SIGN_IN,
        Permission.WATCH_HEALTH,
    }
)


def fillings(rule: Rule) -> Iterator[dict[str, object]]:
    """Everything that the parts of an address can be filled with here."""
    for one in ways_to_fill(rule):
        unknown = rule.arguments - set(one)
        assert not unknown, f"say in `ways_to_fill` what {unknown} can be in {rule.rule}"
        yield {name: one[name] for name in rule.arguments}


def ways_to_fill(rule: Rule) -> list[dict[str, object]]:
    if "receipt" in rule.arguments:
        return [{"receipt": one, "sub_number": 1} for one, _slug in received()[:2]]
    if rule.arguments & {"nummer", "reference"}:
        return [{"nummer": one, "reference": one, "slug": slug} for one, slug in received()]
    if "level" in rule.arguments:
        return [{"level": "entries", "place": f"000.p/{record.head().size}"}]
    if rule.rule.startswith("/agenda"):
        return [{"public_id": one} for one in db.session.scalars(select(Gathering.public_id))]
    if "public_id" in rule.arguments:
        return [{"public_id": one} for one in db.session.scalars(select(Answer.public_id))]
    if rule.arguments & {"day", "vragenuur", "code"} or "forums" in rule.rule:
        return ways_to_sessions(rule)
    if "categorie" in rule.rule:
        return [
            {"slug": one, "categorie": one} for one in db.session.scalars(select(Category.slug))
        ]
    places = [("zwzw", 2), *zip(first_sections(), (1, 2), strict=True)]
    return [
        {"slug": slug, "ronde": slug, "permanent_id": section, "paragraaf": section,
         "number": number, "before": 1, "now": number, "van": 1, "naar": number,
         "ending": ending}
        for slug in db.session.scalars(select(Round.slug))
        for section, number in places
        for ending in ENDINGS
    ]  # fmt: skip


ENDINGS = ("odt", "html", "md")
"""Files that are written while one waits; a PDF is printed later, from the same."""


def ways_to_sessions(rule: Rule) -> list[dict[str, object]]:
    """Question hours with their questions, forums with their meetings, and short codes."""
    if "code" in rule.arguments:
        return [{"code": one} for one in db.session.scalars(select(ShortCode.code))]
    if "forums" in rule.rule:
        return [
            {"slug": one.forum.slug, "forum": one.forum.slug, "day": one.hour.day}
            for one in db.session.scalars(select(Meeting))
        ]
    hours = db.session.scalars(select(QuestionHour))
    return [
        {"slug": one.round.slug, "day": one.day, "ronde": one.round.slug,
         "vragenuur": one.public_id, "number": number}
        for one in hours if one.round is not None
        for number in range(1, one.asked + 1)
    ]  # fmt: skip


def received() -> list[tuple[str, str]]:
    query = select(Submission.receipt, Round.slug).join(Submission.round)
    return [(one, slug) for one, slug in db.session.execute(query) if one]


def searched_plans() -> list[str]:
    query = select(Round.slug).where(Round.published_at.is_not(None))
    return [f"/rondes/{slug}/plan/zoeken" for slug in db.session.scalars(query)]


def first_sections() -> list[str]:
    return list(db.session.scalars(select(Section.permanent_id).order_by(Section.id)))[:2]


def words_of(answer: TestResponse) -> str:
    """Everything that is in an answer, also what is packed in it, and its headers."""
    data = answer.get_data()
    if data.startswith(b"PK"):  # an archive, or a text that is one
        with zipfile.ZipFile(BytesIO(data)) as packed:
            data = b"\n".join(packed.read(name) for name in packed.namelist())
    return data.decode(errors="replace") + str(answer.headers)


def surfaces(visit: Visit) -> dict[str, dict[str, TestResponse]]:
    """Every public address with its answer, by the rule it belongs to."""
    visit.client.get("/logboek/bundel.zip")  # signs what the tiles then hold
    urls = visit.app.url_map.bind("localhost")
    asked = {
        rule.rule: {urls.build(rule.endpoint, values) for values in fillings(rule)}
        if rule.arguments
        else {rule.rule}
        for rule in public_rules(visit.app)
    }
    asked["?nummer="] = {
        f"/rondes/{slug}/antwoordnota?nummer={receipt}" for receipt, slug in received()
    }
    asked["?q="] = {
        f"{address}?q={word}"
        for address in ("/zoeken", "/api/v1/zoeken", *searched_plans())
        for word in (OPEN, "zwijg")  # finds every word that begins so
    }
    return {
        rule: {address: visit.client.get(address) for address in addresses}
        for rule, addresses in asked.items()
    }


NEEDS_A_KEY = {
    "/mijn-account",
    "/ontvangst/<nummer>/wijzig",
    "/ontvangst/<nummer>/trek-in",
    "/ontvangst/<nummer>/tweede-blik",
    "/rondes/<string:slug>/vragenuur/<string:day>/vraag/<int:number>/antwoord-per-mail",
}
"""Addresses that a stranger may ask for and does not get."""

SHOWS_OPEN_WORDS = {
    "/rondes/<string:slug>/reacties",
    "/rondes/<string:slug>/reacties/<path:reference>",
    "/api/v1/rondes/<string:ronde>/reacties",
    "/api/v1/rondes/<string:ronde>/vragenuren/<string:vragenuur>",
    "/rondes/<string:slug>/vragenuur/<string:day>/gebeurtenissen",
    "/logboek/bundel.zip",
    "/rondes/<string:slug>/antwoordnota",
    "/antwoorden/<string:public_id>",
    "?q=",
}
"""Surfaces on which the same search must find what is open."""


def test_no_secret_stands_on_any_public_address(visit: Visit, world: list[Round]) -> None:
    found = surfaces(visit)
    leaks = {
        address: told
        for answers in found.values()
        for address, page in answers.items()
        if (told := secrets_in(page) - secrets_asked_for(address))
    }
    assert not leaks
    failed = [
        a for answers in found.values() for a, page in answers.items() if page.status_code >= 500
    ]
    assert not failed
    fetched = {
        rule for rule, answers in found.items() if any(is_given(one) for one in answers.values())
    }
    assert set(found) - fetched == NEEDS_A_KEY, "every address was really fetched"
    seen = {
        rule
        for rule, answers in found.items()
        if any(OPEN in words_of(p) for p in answers.values())
    }
    assert seen >= SHOWS_OPEN_WORDS, "where what is open is not found, nobody looked"


def secrets_in(page: TestResponse) -> set[str]:
    return set(SECRET.findall(words_of(page)))


def secrets_asked_for(address: str) -> set[str]:
    """A name that is in the address itself tells whoever typed it nothing new."""
    return set(SECRET.findall(address))


def is_given(page: TestResponse) -> bool:
    is_refusal = page.status_code == 302 and page.headers["Location"].startswith("/inloggen")
    return page.status_code in {200, 301, 302} and not is_refusal


def test_totals_count_what_is_not_shown(visit: Visit, world: list[Round]) -> None:
    """What is hidden is counted, without its words (I8)."""
    told = visit.client.get(f"/api/v1/rondes/{world[0].slug}").get_json()["aantallen"]
    assert told == {
        "ontvangen": 13, "geplaatst": 7, "niet_geplaatst": 6, "ingetrokken": 1, "te_laat": 0,
    }  # fmt: skip


def test_no_letter_tells_somebody_what_others_keep(world: list[Round]) -> None:
    running = world[0]
    make_contribution(running, sender=Sender(email="buur@voorbeeld.nl"), state=PLACED)
    with transaction():
        extend_round(
            running, closes_on=clock.today() + timedelta(days=30), reason="Storing", by=COMMAND_LINE
        )
    with transaction():
        while write_letters(hold=timedelta()):
            pass
    letters = list(db.session.scalars(select(Letter)))
    assert any(letter.recipient == "buur@voorbeeld.nl" for letter in letters)
    for letter in letters:
        told = set(SECRET.findall(f"{letter.subject}{letter.text}{letter.html}"))
        own = set(SECRET.findall(letter.recipient)) | OWN.get(letter.recipient, set())
        assert told <= own, f"{letter.subject} to {letter.recipient} tells {told - own}"
