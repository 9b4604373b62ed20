"""Every page of the site as an address that can be opened, for somebody who may see it."""

import re
from collections.abc import Callable

from consultation.accounts.models import Account
from consultation.accounts.operations import ask_password_reset, invite_account
from consultation.answers.models import Answer
from consultation.contributions.models import Contribution
from consultation.database import db
from consultation.forums.models import Meeting
from consultation.glossary.models import Term
from consultation.logbook import COMMAND_LINE, SYSTEM, transaction
from consultation.permissions import Role
from consultation.question_hours.queries import question_numbered
from consultation.tenders.models import Tender
from tests.accounts.factories import make_account_with_password
from tests.browser.world import World
from tests.contributions.factories import make_draft
from tests.glossary.factories import make_term
from tests.house.addresses import listed

ARGUMENT = re.compile(r"<(?:[^<>:]+:)?([a-z0-9_]+)>")

NO_PAGES = ("/healthz", "/readyz", "/metrics", "/plan-afbeeldingen", "/api/", "/logboek/")
"""Addresses for machines."""


def pages() -> list[str]:
    """The addresses that people read, as they are listed."""
    found = (line.removeprefix("GET ") for line in listed() if line.startswith("GET "))
    return [address for address in found if not address.startswith(NO_PAGES)]


def address_of(pattern: str, world: World) -> str:
    """An address that this pattern answers to, about something that is there."""
    names = ARGUMENT.findall(pattern)
    strange = [name for name in names if name not in FILLED]
    assert not strange, f"{pattern}: say in tests/browser/addresses.py what {strange} can be"
    return ARGUMENT.sub(lambda found: FILLED[found[1]](pattern, world), pattern)


def role_for(pattern: str) -> str:
    """By which example account a page is looked at; empty for a citizen."""
    if "tweede-blik" in pattern and pattern.startswith("/werk"):
        return "tweede"
    for beginning, role in ROLES.items():
        if pattern.startswith(beginning):
            return role
    return ""


ROLES = {"/beheer": "beheer", "/programma": "bzk", "/werk": "inkoper", "/mijn-account": "inkoper"}


def _slug(pattern: str, world: World) -> str:
    if "/forums" in pattern:
        return world.action.forum.slug
    if "categorieen" in pattern:
        return "kleding"
    if "herkomst" in pattern:
        return world.redrafted.slug
    if "/versies" in pattern:
        return world.compared.slug
    if pattern.startswith("/werk/woorden"):
        return world.open.organisation.slug
    if pattern.startswith("/werk/plannen"):
        return world.draft.slug
    if "antwoordnota" in pattern:
        return world.answered.slug
    is_answering = pattern.startswith("/werk") and ("antwoorden" in pattern or "nota" in pattern)
    return world.processing.slug if is_answering else world.open.slug


def _section(pattern: str, world: World) -> str:
    if "herkomst" in pattern:
        return world.redrafted.versions[1].sections[1].permanent_id
    if "/versies" in pattern and world.compared.version is not None:
        return world.compared.version.sections[1].permanent_id
    if pattern.startswith("/werk/plannen"):
        return world.draft.versions[0].sections[1].permanent_id
    assert world.open.version is not None
    return world.open.version.sections[2].permanent_id


def _number(pattern: str, world: World) -> str:
    if "aanbestedingen" in pattern:
        return str(db.session.scalar(db.select(Tender.id)))
    return str(_term(pattern, world).id) if "/woorden" in pattern else "1"


def _term(pattern: str, world: World) -> Term:
    """A word of the plan in hand, or of the organisation; made when a page first asks for it."""
    owner = world.draft if "/plannen" in pattern else world.open.organisation
    word = "zwam" if "/plannen" in pattern else "paddenstoel"
    known = db.session.scalar(db.select(Term).where(Term.word == word))
    return known or make_term(owner, word)


def _receipt(pattern: str, world: World) -> str:
    return receipt_for(pattern, world).submission.receipt or ""


def receipt_for(pattern: str, world: World) -> Contribution:
    """The input that a page is about: one that waits, one to answer, one that was refused."""
    if "vragenuur" in pattern:
        return question_numbered(world.hours["live"], 1, reader=SYSTEM)
    if pattern.startswith("/werk/controle"):
        return world.said[-1]
    if pattern.startswith("/werk"):
        return world.asked[0]
    return world.refused if "tweede-blik" in pattern else world.said[0]


def _day(pattern: str, world: World) -> str:
    """The day of the hour or the meeting that a page is about: to come, over, or live."""
    if "/forums" in pattern:
        return _meeting(pattern, world).hour.day.isoformat()
    before = ("/wijzig", "/aankondigen", "/afgelasten")
    kind = "planned" if pattern.endswith(before) else "live"
    kind = "ended" if "/verslag" in pattern else kind
    return world.hours[kind].day.isoformat()


def _meeting(pattern: str, world: World) -> Meeting:
    """The meeting that a page is about: to come, over with work to do, or with its minutes."""
    if pattern.endswith(("/wijzig", "/afgelasten")):
        return world.meetings["planned"]
    return world.meetings["ended" if pattern.startswith("/werk") else "reported"]


def _draft(_pattern: str, world: World) -> str:
    return make_draft(world.open, "Dit staat nog in concept.").draft_token


def _answer(pattern: str, world: World) -> str:
    if pattern.startswith("/agenda"):
        return world.gathering.public_id
    return db.session.scalars(db.select(Answer.public_id)).first() or ""


def _account(_pattern: str, world: World) -> str:
    return str(world.accounts["inkoper"].id)


def _token(pattern: str, world: World) -> str:
    """A link from a mail: to one's own meeting, to choose a first password, or another one."""
    if pattern.startswith("/agenda"):
        return world.gathering.token
    if pattern.startswith("/wachtwoord"):
        account = make_account_with_password(Role.PROGRAMME)
        with transaction():
            asked = ask_password_reset(account.email, by=COMMAND_LINE)
        assert asked is not None
        return asked[1]
    known = db.session.scalar(db.select(db.func.count(Account.id)))
    with transaction():
        _, token = invite_account(
            f"nieuw{known}@voorbeeld.nl",
            "Nieuwe Collega",
            "inkoper",
            roles=[(Role.PROGRAMME, None)],
            by=COMMAND_LINE,
        )
    return token


FILLED: dict[str, Callable[[str, World], str]] = {
    "slug": _slug,
    "stap": lambda _pattern, _world: "contract",
    "ronde": _slug,
    "permanent_id": _section,
    "paragraaf": _section,
    "number": _number,
    "before": _number,
    "now": lambda _pattern, _world: "2",
    "reference": _receipt,
    "nummer": _receipt,
    "concept": _draft,
    "public_id": _answer,
    "account_id": _account,
    "token": _token,
    "deel": _number,
    "day": _day,
    "action_id": lambda _pattern, world: str(world.action.id),
    "code": lambda _pattern, world: world.hours["live"].public_id,
    "gathering_id": lambda _pattern, world: str(world.gathering.id),
    "objection_id": lambda _pattern, world: str(world.objection.id),
    "soort": lambda _pattern, _world: "csv",
    "kind": lambda _pattern, _world: "csv",
    "ending": lambda _pattern, _world: "odt",
}
"""What stands in the place of each argument of an address."""
