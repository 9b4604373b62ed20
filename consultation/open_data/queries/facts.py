"""The public facts of rounds, sections, reactions and notes, as plain data with Dutch names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from consultation import clock
from consultation.agenda.queries import agenda_items
from consultation.agenda.states import AgendaItem
from consultation.answers.models import Disposition
from consultation.categories.models import Category
from consultation.categories.queries import all_categories, category_by_slug
from consultation.categories.states import STAGE_NAMES, Link, Stage
from consultation.contributions.models import Contribution, ContributionText
from consultation.contributions.queries import (
    Counts,
    counts_by_round,
    round_counts,
    visible_to,
)
from consultation.contributions.states import PassageKind
from consultation.database import db
from consultation.logbook import ANYONE, Actor
from consultation.open_data.queries.downloads import FileLink, Source, files_of
from consultation.papers.paper import MEDIA_TYPES
from consultation.permissions import Permission, require
from consultation.plans.models import Section
from consultation.plans.queries import all_sections
from consultation.public_record.bundle import export_bundle
from consultation.public_record.commitments import Keys, Meta, opening
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.queries import hours_of_round
from consultation.reactions.queries import ReactionRow, outcomes_of_rows, reactions_of_round
from consultation.response_notes.models import ResponseNote
from consultation.response_notes.queries import published_notes
from consultation.rounds.models import Extension, Round, RoundQuestion
from consultation.rounds.queries import LICENCE, last_moment, owner_and_licence, public_rounds
from consultation.rounds.states import Phase
from consultation.tenders.models import Tender
from consultation.tenders.queries import chains_of, tenders_by_round, tenders_of

Thing = TypeVar("Thing")


PAGE = 50
"""Things on one page of a list."""

Facts = dict[str, Any]


@dataclass(frozen=True)
class Slice:
    """A page of a list, and whether more follow."""

    facts: list[Any]
    has_more: bool


def round_facts(
    *, reader: Actor, base: str, page: int, phase: Phase | None = None, category: str = ""
) -> Slice:
    """A page of the rounds that were announced, in a fixed number of statements.

    Those in one phase, or of one category by its id, when that is asked.
    """
    rounds = public_rounds(reader=reader, phase=phase, category=category)
    here = _page_of(rounds, page)
    _load_with_all(here)
    counts = counts_by_round(here, reader=reader)
    files = _files_by_round(here, base, reader)
    tenders = tenders_by_round(here, reader=reader)
    facts = [
        {
            **_round(one, counts[one.id], files.get(one.id, []), base),
            "aanbestedingen": [_tender(tender) for tender in tenders[one.id]],
        }
        for one in here
    ]
    return Slice(facts, page * PAGE < len(rounds))


def agenda_facts(*, reader: Actor, base: str, page: int) -> Slice:
    """A page of everything that has a date, the oldest first."""
    items = agenda_items(reader=reader)
    facts = [_agenda_item(one, base) for one in _page_of(items, page)]
    return Slice(facts, page * PAGE < len(items))


def _agenda_item(item: AgendaItem, base: str) -> Facts:
    return {
        "id": item.uid,
        "adres": base + item.address,
        "soort": item.kind,
        "titel": item.title,
        "wat": item.what or None,
        "tekst": item.text,
        "eerste_dag": item.first_day,
        "laatste_dag": item.last_day,
        "begint_op": item.starts_at,
        "eindigt_op": item.ends_at,
        "plaats": item.place,
        "organisator": item.organiser,
        "taal": item.language,
        "gaat_niet_door": item.is_cancelled,
        "reden": item.reason or None,
    }


def _page_of(things: Sequence[Thing], page: int) -> list[Thing]:
    return list(things[(page - 1) * PAGE : page * PAGE])


def round_facts_of(round: Round, *, reader: Actor, base: str) -> Facts:
    """A round as the API shows it."""
    _load_with_all([round])
    files = _files_by_round([round], base, reader)
    facts = _round(round, round_counts(round, reader=reader), files.get(round.id, []), base)
    return {**facts, "aanbestedingen": [_tender(one) for one in tenders_of(round, reader=reader)]}


def _files_by_round(rounds: Sequence[Round], base: str, reader: Actor) -> dict[int, list[Facts]]:
    """The consulted version of each of these rounds as files, by the number of the round."""
    sources = [Source(one, version=one.version) for one in rounds if one.version is not None]
    found = files_of(sources, base, reader=reader)
    return {
        source.round.id: [file_facts(one, base) for one in files]
        for source, files in zip(sources, found, strict=True)
    }


def note_file_facts(note: ResponseNote, *, reader: Actor, base: str) -> list[Facts]:
    """A note as files."""
    [files] = files_of([Source(note.round, note=note)], base, reader=reader)
    return [file_facts(one, base) for one in files]


def file_facts(file: FileLink, base: str) -> Facts:
    """A file as the API tells of it."""
    return {
        "formaat": file.format.value,
        "mediatype": MEDIA_TYPES[file.format].split(";")[0],
        "adres": base + file.address,
        "bytes": file.size,
    }


def _load_with_all(rounds: Sequence[Round]) -> None:
    """Fetch what belongs to these rounds, a statement for each kind of thing."""
    query = (
        select(Round)
        .where(Round.id.in_([one.id for one in rounds]))
        .options(
            selectinload(Round.category),
            selectinload(Round.organisation),
            selectinload(Round.plan),
            selectinload(Round.version),
            selectinload(Round.questions),
            selectinload(Round.extensions),
        )
    )
    db.session.scalars(query).all()


def _round(round: Round, counts: Counts, files: list[Facts], base: str) -> Facts:
    return {
        "id": round.slug,
        "adres": f"{base}/rondes/{round.slug}",
        "titel": round.title,
        "inleiding": round.intro,
        "achtergrond": round.background,
        "categorie": round.category.slug if round.category else None,
        "fase": round.phase(clock.now()),
        "opent_op": round.opens_at,
        "sluit_op": last_moment(round),
        "antwoord_voor": round.answer_by,
        "beantwoord_op": round.answered_at,
        "ingetrokken_omdat": round.withdrawn_reason or None,
        "plan": round.plan.title if round.plan else None,
        "versie": round.version.number if round.version else None,
        "bestanden": files,
        "belofte": _promise(round),
        "vragen": [_question(one) for one in round.questions],
        "verlengingen": [_extension(one) for one in round.extensions],
        "aantallen": {
            "ontvangen": counts.received,
            "geplaatst": counts.visible,
            "niet_geplaatst": counts.not_placed,
            "ingetrokken": counts.withdrawn,
            "te_laat": counts.late,
        },
        **owner_and_licence(round),
    }


def _tender(tender: Tender) -> Facts:
    return {
        "titel": tender.title,
        "nummer": tender.number,
        "adres": tender.address,
        "aankondiging_op": tender.notice_on,
        "vragen_tot_en_met": tender.questions_until,
        "paragrafen": tender.sections,
        "loopt": tender.is_running(clock.now()),
    }


def _promise(round: Round) -> Facts:
    return {
        "wat_kan_nog_anders": round.can_change,
        "wat_ligt_vast": round.is_fixed,
        "wie_beslist": round.who_decides,
        "wat_doen_wij_met_uw_reactie": round.what_we_do,
        "wanneer_antwoord": round.when_answer,
        "wat_mag_u_hier_niet_delen": round.not_to_share,
        "los_van_aanbesteding": round.disclaimer,
    }


def _question(question: RoundQuestion) -> Facts:
    return {
        "vraag": question.text,
        "waarom": question.why,
        "soort": question.kind,
        "keuzes": question.choices,
        "paragraaf": question.section_permanent_id,
    }


def _extension(extension: Extension) -> Facts:
    return {
        "sloot_eerst_op": extension.closed_at_before - clock.SECOND,
        "sluit_op": extension.closes_at - clock.SECOND,
        "reden": extension.reason,
        "besloten_op": extension.decided_at,
    }


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


def section_facts(round: Round, *, reader: Actor, base: str, page: int) -> Slice:
    """A page of the sections of the consulted version: text, summary, room and questions."""
    if round.version is None:
        return Slice([], has_more=False)
    sections = all_sections(round.version, reader=reader)
    facts = [_section(round, section, base) for section in _page_of(sections, page)]
    return Slice(facts, page * PAGE < len(sections))


def _section(round: Round, section: Section, base: str) -> Facts:
    return {
        "id": section.permanent_id,
        "adres": f"{base}/rondes/{round.slug}/plan/{section.permanent_id}",
        "nummer": section.number,
        "titel": section.title,
        "niveau": section.level,
        "samenvatting": section.summary,
        "speelruimte": section.room,
        "speelruimte_reden": section.room_reason,
        "vragen": [{"vraag": one.text, "waarom": one.why} for one in section.questions],
        "alineas": [
            {"id": one.permanent_id, "nummer": one.number, "soort": one.kind, "tekst": one.text}
            for one in section.alineas
        ],
    }


def reaction_facts(round: Round, *, reader: Actor, base: str, page: int) -> Slice:
    """A page of the placed reactions with their outcomes."""
    found = reactions_of_round(round, reader=reader, page=page)
    if page > found.pages:
        return Slice([], has_more=False)
    outcomes = outcomes_of_rows(round, found.rows, reader=ANYONE)
    facts = [_reaction(round, row, outcomes.get(row.id, []), base) for row in found.rows]
    return Slice(facts, page < found.pages)


def _reaction(round: Round, row: ReactionRow, outcomes: Sequence[Disposition], base: str) -> Facts:
    return {
        "id": row.reference,
        "adres": f"{base}/rondes/{round.slug}/reacties/{row.reference}",
        "soort": row.kind,
        "in_vragenuur": row.is_live,
        "naam": row.name or None,
        "ontvangen_op": row.received_at,
        "paragraaf": row.section_permanent_id,
        "alinea": row.alinea_number,
        "tekst": "\n".join(
            "".join(piece.text or f"[{piece.mark}]" for piece in paragraph)
            for paragraph in row.paragraphs
        ),
        "uitkomsten": [
            {
                "uitkomst": one.outcome,
                "reden": one.reason,
                "antwoord": one.answer.newest.text if one.answer else "",
                "adres": f"{base}/antwoorden/{one.answer.public_id}" if one.answer else None,
            }
            for one in outcomes
        ],
    }


def hours_with_tables(round: Round, *, reader: Actor) -> list[QuestionHour]:
    """The hours of a round with who sits at each table, in a fixed number of statements."""
    hours = hours_of_round(round, reader=reader)
    query = select(QuestionHour).where(QuestionHour.id.in_([one.id for one in hours]))
    db.session.scalars(query.options(selectinload(QuestionHour.table))).all()
    return hours


def record_bundle(
    round: Round | None = None, *, origin: str, key: Ed25519PrivateKey, reader: Actor
) -> bytes:
    """The signed part of the public record, with the texts and notes of one round or of all."""
    require(reader, Permission.READ_PUBLIC)
    return export_bundle(
        None if round is None else round.slug,
        origin=origin,
        key=key,
        openings=openings(round, reader=reader),
        notes=published_contents(round, reader=reader),
    )


def openings(round: Round | None = None, *, reader: Actor) -> Iterable[Mapping[str, Any]]:
    """What outsiders need to check every placed text word for word (reliability.md 5.2)."""
    query = (
        select(Contribution)
        .where(visible_to(reader))
        .options(
            selectinload(Contribution.submission),
            selectinload(Contribution.texts).selectinload(ContributionText.passages),
        )
        .order_by(Contribution.id)
    )
    if round is not None:
        query = query.where(Contribution.round_id == round.id)
    for contribution in db.session.scalars(query):
        text = contribution.text
        if text.text_key is None or text.meta_key is None:
            continue
        submission = contribution.submission
        meta = Meta(submission.name, submission.organisation_name, submission.channel.value)
        shown = [passage.kind is PassageKind.PUBLIC for passage in text.passages]
        words = [passage.text for passage in text.passages]
        keys = Keys(text.text_key, text.meta_key)
        yield opening(contribution.reference, keys, words, shown, meta)


def published_contents(round: Round | None = None, *, reader: Actor) -> dict[str, Any]:
    """The frozen content of the published note of a round or of all, by round."""
    found = {note.round: note.published_content for note in published_notes(reader=reader)}
    return {
        one.slug: content
        for one, content in found.items()
        if content and (round is None or one is round)
    }
