"""Purchasing categories and the steps of their chain, as facts."""

from collections.abc import Mapping, Sequence

from consultation import clock
from consultation.categories.models import Category
from consultation.categories.queries import all_categories, category_by_slug
from consultation.categories.states import STAGE_NAMES, Link, Stage
from consultation.logbook import Actor
from consultation.open_data.queries.slices import Facts
from consultation.rounds.models import Round
from consultation.rounds.queries import LICENCE, public_rounds
from consultation.tenders.queries import chains_of


def category_facts(*, reader: Actor, base: str) -> list[Facts]:
    """All purchasing categories, each with the ids of its announced rounds."""
    rounds = public_rounds(reader=reader)
    categories = all_categories(reader=reader)
    links = chains_of(categories, reader=reader, now=clock.now())
    return [_category(one, rounds, links[one.id], base) for one in categories]


def category_facts_of(slug: str, *, reader: Actor, base: str) -> Facts:
    """One purchasing category; raises NotFound."""
    category = category_by_slug(slug, reader=reader)
    links = chains_of([category], reader=reader, now=clock.now())[category.id]
    return _category(category, public_rounds(reader=reader), links, base)


def _category(
    category: Category, rounds: Sequence[Round], links: Mapping[Stage, Link], base: str
) -> Facts:
    return {
        "id": category.slug,
        "adres": f"{base}/categorieen/{category.slug}",
        "naam": category.name,
        "omschrijving": category.description,
        "rondes": [one.slug for one in rounds if one.category_id == category.id],
        "categoriemanager": category.manager or None,
        "contact": category.manager_contact or None,
        "contact_contract": category.contract_contact or None,
        "contact_klacht": category.complaint_contact or None,
        "colofon": category.colophon_text,
        "keten": [_chain_step(one, links.get(one), base) for one in Stage],
        "eigenaar": category.organisation.name,
        "licentie": LICENCE,
    }


def _chain_step(stage: Stage, link: Link | None, base: str) -> Facts:
    """A step of the chain; what is not known yet is null."""
    if link is None:
        unknown = dict.fromkeys(("adres", "titel", "datum", "bron", "kenmerk"))
        return {"stap": STAGE_NAMES[stage], "bekend": False, **unknown}
    is_ours = link.address.startswith("/")
    return {
        "stap": STAGE_NAMES[stage],
        "bekend": True,
        "adres": base + link.address if is_ours else link.address,
        "titel": link.title or None,
        "datum": link.dated_on,
        "bron": link.source,
        "kenmerk": link.reference or None,
    }
