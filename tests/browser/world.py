"""A site with something in it: rounds in each phase, and a plan with every kind of block."""

from dataclasses import dataclass
from datetime import time, timedelta

from consultation import clock
from consultation.accounts.models import Account, Organisation
from consultation.answers import operations as answers
from consultation.answers.operations import ChangedWords, Reply
from consultation.answers.states import Outcome
from consultation.categories.models import Category
from consultation.contributions.models import Contribution
from consultation.contributions.states import ContributionState, Kind, NameShown, Sender
from consultation.database import db
from consultation.demo.accounts import ensure_demo_accounts
from consultation.forums.models import ForumAction, Meeting
from consultation.gatherings.models import Gathering
from consultation.gatherings.states import Slot, Span
from consultation.logbook import COMMAND_LINE, SYSTEM, Actor, transaction
from consultation.moderation import operations as moderation
from consultation.moderation.models import Objection
from consultation.moderation.states import Reason
from consultation.plans.models import Alinea, Plan, PlanImport
from consultation.plans.states import Room
from consultation.question_hours import operations as hours
from consultation.question_hours.models import QuestionHour
from consultation.response_notes import operations as notes
from consultation.response_notes.operations import NoteTexts, ThemeTexts
from consultation.rounds.models import Round
from tests.contributions.factories import author_of, make_contribution
from tests.factories import kept, make_category, make_plan, make_round
from tests.forums.factories import after, make_action, make_forum, make_meeting, publish
from tests.gatherings.factories import make_gathering, make_placed_gathering
from tests.plans.versions import FIRST, JACKET, PAY, RETURN, next_version
from tests.question_hours.factories import hour_plan, make_hour, make_question
from tests.tenders.factories import make_tender

SECTIONS = (
    ("1", "Inleiding", 1, ("Dit plan gaat over de werkkleding van 60.000 medewerkers.",)),
    ("2", "Wat kopen wij?", 1, ("Wij kopen jassen, broeken en schoenen.",)),
    ("2.1", "Jassen", 2, (
        "De opdrachtgever beoogt een aantoonbare bijdrage te leveren aan circulariteit en aan een "
        "langere levensduur van de kleding.",
        "Inschrijvers dienen te beschikken over een werkend systeem voor inname, reparatie en "
        "hergebruik.",
        "Textiel bevat bij levering ten minste 30 procent gerecyclede vezels.",
    )),
    ("2.2", "Arbeidsomstandighedenbesluitverplichtingen", 2, ("De wet noemt eisen.",)),
    ("3", "Duurzaamheid", 1, ("Kleding gaat lang mee.", "Kapotte kleding gaat terug.")),
    ("3.1", "Wassen en repareren", 2, ("Wassen gebeurt op 40 graden.",)),
    ("4", "Prijs en contract", 1, ("Het contract duurt zes jaar.",)),
)  # fmt: skip

TABLE = (
    "<table><caption>Aantallen per dienst</caption><thead><tr><th scope='col'>Dienst</th>"
    "<th scope='col'>Jassen</th><th scope='col'>Broeken</th><th scope='col'>Schoenen</th></tr>"
    "</thead><tbody><tr><th scope='row'>Douane</th><td>4.800</td><td>9.600</td><td>4.800</td></tr>"
    "<tr><th scope='row'>Rijkswaterstaat</th><td>8.200</td><td>16.400</td><td>8.200</td></tr>"
    "</tbody></table>"
)
LIST = "<ul><li>een jas die water tegenhoudt;</li><li>een broek met kniestukken.</li></ul>"

SAID = (
    ("De jas houdt geen water tegen als je hem vaak wast.\nNa een half jaar sta ik nat in de "
     "regen.", Kind.OPINION, "Sanne", 1),
    ("Zet reparatie als vast onderdeel in het contract, met een vast bedrag per kledingstuk.",
     Kind.PROPOSAL, "Voorbeeldvereniging Textielateliers", 2),
    ("Wie brengt de kapotte kleding weg? Moet ik dat zelf doen, na mijn dienst?", Kind.QUESTION,
     "", 2),
    ("Bij ons past maat 48 niemand.", Kind.OPINION, "Karim", None),
)  # fmt: skip


ASKED = (
    "Hoeveel maten komen er? En ook voor vrouwen?",
    "Is de jas brandveilig?",
    "Kan ik zelf kiezen welke schoenen ik draag?",
    "Wordt de kleding in Europa gemaakt?",
    "Komen er ook maten voor vrouwen?",
    "Waar lever ik mijn oude jas in?",
    "Koop bij mij, dan bent u klaar.",
    "Wat kost een jas? Wij betalen nu 80 euro. Bel mij op 06-12345678.",
    "Is de nieuwe jas brandveilig?",
)

SLOTS = (
    {"from": "19:00", "to": "19:20", "what": "Welkom", "place": "Zaal 1", "language": "nl"},
    {"from": "19:20", "to": "20:00", "what": "Questions", "place": "Zaal 2", "language": "en"},
)

ANSWERED = (
    (Outcome.WEIGHED_CHANGED, "Dat willen wij ook niet. Wij testen de jas na 50 keer wassen."),
    (Outcome.PARTLY_ADOPTED, "Reparatie komt in het contract. Een vast bedrag noemen wij niet."),
    (Outcome.ANSWERED, "Nee. De leverancier haalt kapotte kleding op bij uw dienst."),
    (Outcome.WEIGHED_NOT_CHANGED, "De maten lopen al tot en met 66."),
    (Outcome.NOT_THIS_PLAN, "Dank u wel. Dit gaat niet over kleding."),
)

NOTE = NoteTexts(
    "U vroeg om jassen die langer meegaan. Die komen er.",
    "Kleine leveranciers stuurden weinig reacties. Wij bellen er tien.",
    (
        ThemeTexts(
            "Kapotte kleding",
            "Kleding gaat te snel kapot.",
            "Wij repareren eerst.",
            "Dat is beter voor het milieu.",
        ),
    ),
)


@dataclass(frozen=True)
class World:
    """What stands in the site, by the name under which a test asks for it."""

    accounts: dict[str, Account]
    open: Round
    processing: Round
    answered: Round
    announced: Round
    said: list[Contribution]
    asked: list[Contribution]
    done: list[Contribution]
    refused: Contribution
    objection: Objection
    draft: Plan
    gathering: Gathering
    hours: dict[str, QuestionHour]
    meetings: dict[str, Meeting]
    action: ForumAction
    compared: Round
    redrafted: Plan


def make_world() -> World:
    """Fill an empty site, inside an application context."""
    with transaction():
        accounts = ensure_demo_accounts(by=SYSTEM)
        place = db.session.scalars(db.select(Organisation)).first()
    category = make_category(name="Bedrijfskleding", slug="kleding", organisation=place)
    plan = make_plan(category=category, sections=SECTIONS, title="Categorieplan Bedrijfskleding")
    _furnish(plan)
    opened = make_round(
        plan=plan, slug="kleding-2026", title="Welke werkkleding koopt het Rijk vanaf 2027?"
    )
    announced = make_round(
        plan=plan, slug="vervoer", title="Hoe vervoeren wij post?", opens_in=10, closes_in=40
    )
    processing = make_round(plan=plan, slug="catering", title="Wat eten wij in de kantine?")
    answered = make_round(plan=plan, slug="schoonmaak", title="Wanneer maken wij schoon?")
    said, asked, done = [_say(one) for one in (opened, processing, answered)]
    with transaction():
        for one in (processing, answered):
            one.opens_at = clock.now() - timedelta(days=30)
            one.closes_at = clock.now() - timedelta(days=2)
            one.answer_by = (clock.now() + timedelta(days=5)).date()
    _answer(answered, done, accounts)
    refused, objection = _refuse(opened, accounts)
    make_tender(opened, notice_on=(clock.now() + timedelta(days=12)).date())
    draft = _draft(category)
    gathering = _meetings()
    return World(
        accounts,
        opened,
        processing,
        answered,
        announced,
        said,
        asked,
        done,
        refused,
        objection,
        draft,
        gathering,
        _hours(opened, accounts),
        *_forum(),
        _compared(category),
        _redrafted(category),
    )


def _compared(category: Category) -> Round:
    """A round of which the plan has two versions: words, rows and items that changed."""
    round = make_round(
        plan=make_plan(category=category, published=False),
        slug="versies",
        title="Wat veranderde er?",
    )
    assert round.plan is not None
    next_version(round.plan, *FIRST[:2], ("3", "Aantallen", 1, (TABLE, LIST, PAY)))
    section = round.plan.versions[0].sections[0]
    said = make_contribution(round, state=ContributionState.PLACED)
    with transaction():
        round.version = round.plan.versions[0]
        said.stand_at(section, section.alineas[0])
    words = JACKET.replace("water", "regen")
    table, items = TABLE.replace("4.800", "5.100"), LIST.replace("kniestukken", "zakken")
    changed = (("1", "Werkkleding", 1, (words,)), ("2", "Aantallen", 1, (table, items, RETURN)))
    next_version(round.plan, *changed)
    return round


def _redrafted(category: Category) -> Plan:
    """A plan with a new text of which not everything is sure."""
    plan = make_plan(category=category, sections=FIRST, slug="herzien", title="Herzien plan")
    rewritten = ("1", "Kleding", 1, ("Iedere dienst kiest zelf welk uniform gedragen wordt.",))
    next_version(plan, FIRST[1], rewritten, ("3", "Nieuw", 1, (PAY, RETURN)), publish=False)
    return plan


def _meetings() -> Gathering:
    """A meeting in the agenda with a timetable, and one that waits."""
    slots = (
        Slot(time(10), time(11), "Opening", "Grote zaal", ("Programmamanager",)),
        Slot(time(11, 15), time(12, 15), "Clothing that lasts", "Zaal 2", ("Jurist",), "en"),
    )
    make_placed_gathering(span=Span.SERIES, count=3, title="Inloopuur hulp bij reageren")
    make_placed_gathering(title="Open Source Purchasing Afternoon", language="en")
    make_gathering(title="Reparatiemiddag voor werkkleding")
    return make_placed_gathering(title="Festival Slim Inkopen", span=Span.DAY, slots=slots)


def _forum() -> tuple[dict[str, Meeting], ForumAction]:
    """A forum with a meeting that is over, one whose minutes are public, and one to come."""
    with clock.frozen(clock.now() - timedelta(days=22)):
        forum = make_forum(organisation=db.session.scalars(db.select(Organisation)).first())
        reported, ended = make_meeting(forum), make_meeting(forum)
    with after(reported):
        action = make_action(reported, "De norm opschrijven", due=reported.hour.day)
        publish(reported)
    make_action(ended, "De zaal boeken")
    planned = make_meeting(forum, is_announced=False, timetable=SLOTS)
    return {"reported": reported, "ended": ended, "planned": planned}, action


def _hours(round: Round, accounts: dict[str, Account]) -> dict[str, QuestionHour]:
    """An hour that is live with questions in every place, one to come, and one that is over."""
    host = accounts["inkoper"].as_actor()
    ended = make_hour(round)
    asked = [make_question(ended, text, is_placed=False) for text in ASKED[:3]]
    with transaction():
        hours.answer_question(asked[0], "Ja, er komt een aparte snit.", by=host)
        hours.close_hour(ended, by=host)
        ended.begins_at -= timedelta(days=3)
        ended.ends_at -= timedelta(days=3)
        ended.day -= timedelta(days=3)
    live = make_hour(round)
    _ask(live, round, host)
    with transaction():
        plan = hour_plan(begins_at=clock.now() + timedelta(days=2), purpose="", timetable=SLOTS)
        planned = hours.plan_hour(round, plan, by=host)
    return {"ended": ended, "live": live, "planned": planned}


def _ask(hour: QuestionHour, round: Round, host: Actor) -> None:
    assert round.version is not None
    section = round.version.sections[2]
    questions = [make_question(hour, text, is_placed=False, section=section) for text in ASKED]
    with transaction():
        for one in questions[:6]:
            hours.place_question(one, by=host)
        hours.answer_question(questions[0], "Ja, er komt een aparte snit.", by=host)
        hours.take_question(questions[1], by=host)
        hours.ready_question(questions[2], by=host)
        due = clock.today() + timedelta(days=7)
        hours.defer_question(questions[3], owner="de jurist", due=due, by=host)
        hours.merge_question(questions[4], questions[0], by=host)
        hours.decline_question(questions[6], Reason.ADVERTISING, by=host)


def _draft(category: Category) -> Plan:
    """A plan that officers work on, and a file for it that waits to be read in."""
    draft = make_plan(
        category=category,
        sections=SECTIONS,
        published=False,
        slug="in-bewerking",
        title="Categorieplan in bewerking",
    )
    _furnish(draft)
    kept(PlanImport(plan_id=draft.id, filename="plan.pdf", data=b"", asked_at=clock.now()))
    return draft


def _refuse(round: Round, accounts: dict[str, Account]) -> tuple[Contribution, Objection]:
    """Two that are not placed: of one, its author asks for a second look."""
    one, other = (make_contribution(round, f"Koop bij mij. Nummer {n}.") for n in (1, 2))
    with transaction():
        by = accounts["moderator"].as_actor()
        moderation.refuse_contribution(one, reason=Reason.ADVERTISING, by=by)
        decision = moderation.refuse_contribution(other, reason=Reason.ADVERTISING, by=by)
        objection = moderation.object_to_decision(
            decision, "Ik verkoop niets.", by=author_of(other)
        )
    return one, objection


def _furnish(plan: Plan) -> None:
    """Put a list, a table and different rooms in the plan."""
    with transaction():
        sections = plan.versions[0].sections
        jackets = sections[2]
        for kind, html in (("list", LIST), ("table", TABLE)):
            number = len(jackets.alineas) + 1
            jackets.alineas.append(
                Alinea(permanent_id=f"a{number}", number=number, kind=kind, html=html, text=kind)
            )
        jackets.summary = (
            "Wij willen jassen die langer meegaan. Kapotte jassen laten wij maken. "
            "Pas daarna kopen wij nieuwe."
        )
        sections[4].room = Room.PARTLY
        sections[4].room_reason = "De eisen aan het materiaal liggen vast."
        sections[6].room = Room.FIXED
        sections[6].room_reason = "De wet bepaalt hoe lang een contract mag duren."


def _say(round: Round) -> list[Contribution]:
    """Four reactions that are placed, and one that waits."""
    assert round.version is not None
    section = round.version.sections[2]
    made = []
    for text, kind, name, number in SAID:
        alinea = section.alineas[number - 1] if number else None
        made.append(
            make_contribution(
                round,
                text,
                sender=Sender(name=name, name_shown=NameShown.FULL if name else NameShown.NONE),
                state=ContributionState.PLACED,
                kind=kind,
                version_id=section.version_id,
                section_permanent_id=section.permanent_id,
                alinea_permanent_id=alinea.permanent_id if alinea else None,
                quote=alinea.text if alinea else "",
            )
        )
    return [*made, make_contribution(round, "Bel Jan op 06-12345678. Hij weet het.")]


def _answer(round: Round, done: list[Contribution], accounts: dict[str, Account]) -> None:
    """Give every input of a round its outcome, say what changed, and publish the note."""
    assert round.version is not None
    with transaction():
        for one, (outcome, text) in zip(done, ANSWERED, strict=True):
            reply = Reply(outcome, "Veel mensen schreven dit.", text, "de inkoper bedrijfskleding")
            answers.answer_points(one.points, reply, by=COMMAND_LINE)
        words = ChangedWords(
            section_permanent_id=round.version.sections[2].permanent_id,
            old="De jas is waterdicht na 5 keer wassen.",
            new="De jas is waterdicht na 50 keer wassen.",
            reason="Dragers staan nu nat in de regen.",
            alinea_number=1,
        )
        answers.record_change(round, words, done[:1], by=COMMAND_LINE)
    officer, second = accounts["inkoper"].as_actor(), accounts["bzk"].as_actor()
    with transaction():
        note = notes.write_note(round, NOTE, by=officer)
        notes.submit_note(note, by=officer)
        notes.approve_note(note, by=second)
        notes.publish_note(note, by=second)
