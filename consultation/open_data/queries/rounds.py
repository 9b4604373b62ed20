"""Rounds as facts: their days, promise, questions, numbers, files and tenders."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from consultation import clock
from consultation.contributions.queries import Counts, counts_by_round
from consultation.database import db
from consultation.logbook import Actor
from consultation.open_data.queries.files import files_by_round
from consultation.open_data.queries.slices import Facts, Slice, slice_of
from consultation.rounds.models import Extension, Round, RoundQuestion
from consultation.rounds.queries import last_moment, owner_and_licence, public_rounds
from consultation.rounds.states import Phase
from consultation.tenders.models import Tender
from consultation.tenders.queries import tenders_by_round


def round_facts(
    *, reader: Actor, base: str, page: int, phase: Phase | None = None, category: str = ""
) -> Slice:
    """A page of the rounds that were announced, in a fixed number of statements.

    Those in one phase, or of one category by its id, when that is asked.
    """
    rounds = public_rounds(reader=reader, phase=phase, category=category)
    return slice_of(rounds, page, lambda here: _facts_of(here, reader, base))


def round_facts_of(round: Round, *, reader: Actor, base: str) -> Facts:
    """A round as the API shows it."""
    [facts] = _facts_of([round], reader, base)
    return facts


def _facts_of(rounds: Sequence[Round], reader: Actor, base: str) -> list[Facts]:
    """These rounds, in a fixed number of statements for all of them."""
    _load_with_all(rounds)
    counts = counts_by_round(rounds, reader=reader)
    files = files_by_round(rounds, reader=reader, base=base)
    tenders = tenders_by_round(rounds, reader=reader)
    return [
        {
            **_round(one, counts[one.id], files.get(one.id, []), base),
            "aanbestedingen": [_tender(tender) for tender in tenders[one.id]],
        }
        for one in rounds
    ]


def _load_with_all(rounds: Sequence[Round]) -> None:
    """Fetch what belongs to these rounds: one statement, and one for each kind of list."""
    query = (
        select(Round)
        .where(Round.id.in_([one.id for one in rounds]))
        .options(
            joinedload(Round.category),
            joinedload(Round.organisation),
            joinedload(Round.plan),
            joinedload(Round.version),
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
