"""Plain functions that make things for a test, with good defaults, straight in the tables."""

import itertools
import secrets
from datetime import timedelta
from typing import Any

from consultation import clock
from consultation.accounts.models import Account, Organisation, RoleGrant
from consultation.accounts.states import AccountState
from consultation.categories.models import Category
from consultation.database import db
from consultation.logbook import transaction
from consultation.permissions import EVERYWHERE, Role
from consultation.plans.models import Alinea, Plan, PlanVersion, Section, SectionQuestion
from consultation.plans.states import Room, VersionState
from consultation.rounds.models import Round, RoundQuestion

_numbers = itertools.count(1)


def kept(thing: Any) -> Any:
    """Write a thing to the database and give it back."""
    with transaction():
        db.session.add(thing)
    return thing


def make_organisation(**changes: Any) -> Organisation:
    number = next(_numbers)
    values = {"slug": f"ministerie-{number}", "name": f"Voorbeeldministerie {number}"}
    return kept(Organisation(**{**values, **changes}))


def make_account(*roles: Role, organisation: Organisation | None = None, **changes: Any) -> Account:
    """An active account with these roles in an organisation."""
    number = next(_numbers)
    values = {
        "email": f"medewerker{number}@voorbeeld.nl",
        "name": f"Medewerker {number}",
        "title": "inkoper",
        "state": AccountState.ACTIVE,
        "created_at": clock.now(),
    }
    account = Account(**{**values, **changes})
    for role in roles:
        place = None if role in EVERYWHERE or organisation is None else organisation.id
        account.grants.append(RoleGrant(role=role, organisation_id=place))
    return kept(account)


def make_category(**changes: Any) -> Category:
    number = next(_numbers)
    organisation = changes.pop("organisation", None) or make_organisation()
    values = {
        "slug": f"categorie-{number}",
        "name": f"Categorie {number}",
        "organisation_id": organisation.id,
    }
    return kept(Category(**{**values, **changes}))


SECTIONS = (
    ("1", "Inleiding", 1, ("Dit plan gaat over kleding.",)),
    ("2", "Wat kopen wij?", 1, ("Wij kopen jassen.", "Wij kopen broeken.", "Wij kopen schoenen.")),
    ("2.1", "Jassen", 2, ("De jas houdt water tegen.", "De jas is brandveilig.")),
    ("3", "Duurzaamheid", 1, ("Kleding gaat lang mee.",)),
)


def make_plan(
    *,
    category: Category | None = None,
    sections: Any = SECTIONS,
    published: bool = True,
    **changes: Any,
) -> Plan:
    """A plan with one version that is ready to be consulted: summaries, room, questions."""
    number = next(_numbers)
    category = category or make_category()
    values = {
        "slug": f"plan-{number}",
        "title": f"Categorieplan {number}",
        "category_id": category.id,
        "organisation_id": category.organisation_id,
        "created_at": clock.now(),
    }
    plan = Plan(**{**values, **changes})
    version = PlanVersion(
        number=1,
        created_at=clock.now(),
        summary="Dit plan gaat over werkkleding. U kunt meedenken.",
        summary_by="Een taalcoach",
        summary_at=clock.now(),
        import_report={"found": {}, "kept": {}, "doubts": []},
    )
    if published:
        version.state = VersionState.PUBLISHED
        version.published_at = clock.now()
    plan.versions.append(version)
    chapter = 0
    for position, (section_number, title, level, texts) in enumerate(sections):
        chapter = position if level == 1 else chapter
        version.sections.append(_section(section_number, title, level, texts, position, chapter))
    return kept(plan)


def _section(
    number: str, title: str, level: int, texts: tuple[str, ...], position: int, chapter: int
) -> Section:
    section = Section(
        permanent_id=secrets.token_hex(4),
        number=number,
        title=title,
        level=level,
        position=position,
        chapter_position=chapter,
        words=sum(len(text.split()) for text in texts),
        summary=f"Kort: {title}.",
        summary_by="Een taalcoach",
        summary_at=clock.now(),
        room=Room.OPEN,
        room_reason="Hier kan nog veel anders.",
        checked_at=clock.now(),
    )
    section.questions.append(
        SectionQuestion(position=1, text=f"Wat mist u bij {title}?", why="Dan passen wij het aan.")
    )
    for order, text in enumerate(texts, start=1):
        section.alineas.append(
            Alinea(
                permanent_id=secrets.token_hex(3),
                number=order,
                kind="paragraph",
                html=f"<p>{text}</p>",
                text=text,
            )
        )
    return section


def make_round(
    *, plan: Plan | None = None, opens_in: int = -7, closes_in: int = 14, **changes: Any
) -> Round:
    """A published round with a whole charter; days relative to now."""
    number = next(_numbers)
    plan = plan or make_plan()
    now = clock.now()
    values: dict[str, Any] = {
        "slug": f"ronde-{number}",
        "title": f"Wat vindt u van ronde {number}?",
        "intro": "Denk mee over werkkleding.",
        "background": "Het oude plan loopt af.",
        "category_id": plan.category_id,
        "organisation_id": plan.organisation_id,
        "plan_id": plan.id,
        "version_id": plan.versions[0].id,
        "created_at": now,
        "published_at": now - timedelta(days=30),
        "opens_at": now + timedelta(days=opens_in),
        "closes_at": now + timedelta(days=closes_in),
        "answer_by": (now + timedelta(days=closes_in + 42)).date(),
        "can_change": ["De eisen aan de jas."],
        "is_fixed": ["De wet."],
        "who_decides": "De directeur inkoop beslist.",
        "what_we_do": ["Wij lezen elke reactie."],
        "when_answer": "U leest ons antwoord uiterlijk op de datum bij deze ronde.",
        "not_to_share": ["Prijzen en offertes."],
        "disclaimer": "Dit plan staat los van een latere aanbesteding.",
        "contact_name": "Rondemanager",
        "contact_how": "ronde@voorbeeld.nl",
    }
    made = Round(**{**values, **changes})
    made.questions.append(
        RoundQuestion(
            position=1, text="Welke kleding zit niet goed?", why="Wij passen de eisen aan."
        )
    )
    return kept(made)
