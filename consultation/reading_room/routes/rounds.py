"""The home page, the list of rounds, and the page of one round."""

from flask import request

from consultation import clock
from consultation.accounts.session import reader
from consultation.answers.queries import changes_of
from consultation.contributions.queries import counts_by_round, round_counts
from consultation.logbook import ANYONE
from consultation.moderation.queries import reason_counts
from consultation.permissions import Permission
from consultation.question_hours.queries import hours_of_round, next_hour
from consultation.reading_room.queries import contents_of, story, visited_round
from consultation.reading_room.routes.blueprint import bp, page
from consultation.response_notes.queries import published_notes
from consultation.rounds.forms.words import PHASE_SLUGS
from consultation.rounds.queries import asked, categories_with_rounds, five_steps, public_rounds
from consultation.rounds.states import Phase
from consultation.tenders.queries import gates_of, tenders_with_decisions
from consultation.web.answers import Answer
from consultation.web.guard import permission

NEWEST = 3
"""Notes on the home page."""


@bp.get("/")
@permission(Permission.READ_PUBLIC)
def show_home() -> Answer:
    """One true story, then open rounds, the next question hour and the latest notes."""
    rounds = public_rounds(reader=ANYONE)
    now = clock.now()
    in_phase = {phase.value: [one for one in rounds if one.phase(now) is phase] for phase in Phase}
    notes = published_notes(reader=ANYONE)[:NEWEST]
    return page(
        "reading_room/home.html",
        story=story(reader=ANYONE),
        in_phase=in_phase,
        counts=counts_by_round(in_phase[Phase.OPEN.value], reader=ANYONE),
        notes=notes,
        note_counts={note.id: len(changes_of(note.round, reader=ANYONE)) for note in notes},
        total=len(rounds),
        hour=next_hour(reader=ANYONE),
    )


@bp.get("/rondes")
@permission(Permission.READ_PUBLIC)
def show_rounds() -> Answer:
    """Every round that was announced, or those in one phase or of one category."""
    phase = PHASE_SLUGS.get(request.args.get("fase", ""))
    categories = {one.slug: one.name for one in categories_with_rounds(reader=ANYONE)}
    category = request.args.get("categorie", "")
    category = category if category in categories else ""
    rounds = public_rounds(reader=ANYONE, phase=phase, category=category)
    return page(
        "reading_room/rounds.html",
        rounds=rounds,
        phases=PHASE_SLUGS,
        chosen_phase=phase,
        categories=categories,
        chosen_category=category,
    )


@bp.get("/rondes/<string:slug>")
@permission(Permission.READ_PUBLIC)
def show_round(slug: str) -> Answer:
    """A round: its question, dates, question hours, promise and where to begin."""
    here = visited_round(slug, reader=reader())
    round = here.round
    contents = contents_of(round, reader=reader()) if round.version else None
    phase, now = round.phase(clock.now()), clock.now()
    gates = gates_of(round, reader=reader(), tenders=here.tenders)
    running = [one for one in gates if one.tender.is_running(now)]
    return page(
        "reading_room/round.html",
        round=round,
        phase=phase,
        can_react=phase is Phase.OPEN and not any(one.is_about_all for one in running),
        asked_elsewhere={
            one.position
            for one in round.questions
            if any(gate.closes(one.section_permanent_id) for gate in running)
        },
        hours=hours_of_round(round, reader=ANYONE),
        steps=five_steps(round, reader=reader()),
        contents=contents,
        places={line.permanent_id: line for line in contents.lines} if contents else {},
        questions=asked(round, reader=reader()),
        counts=round_counts(round, reader=ANYONE),
        reasons=reason_counts(round, reader=ANYONE),
        code=here.code,
        gates=gates,
        tenders=tenders_with_decisions(round, reader=reader()) if here.tenders else [],
    )
