"""Flyers of a round: for a notice board, with the code that leads to the right page."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from consultation.accounts.session import reader
from consultation.errors import NotFound
from consultation.logbook import transaction
from consultation.permissions import Permission
from consultation.plans.models import Section
from consultation.plans.queries import all_sections
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.queries import hours_of_round
from consultation.rounds.models import Round
from consultation.rounds.queries import round_with_leave
from consultation.short_codes.operations import give_code, give_section_codes
from consultation.short_codes.queries import code_of, section_codes
from consultation.web.answers import Answer
from consultation.web.guard import permission

bp = Blueprint("flyers", __name__)

SIZES = ("a5", "a4")


@dataclass(frozen=True)
class Subject:
    """Something a flyer can be about, with its code; empty when it was given none yet."""

    key: str
    name: str
    code: str
    path: str
    section: Section | None = None
    hour: QuestionHour | None = None


@bp.get("/werk/rondes/<string:slug>/flyer")
@permission(Permission.READ_DRAFT_ROUND)
def show_flyer(slug: str) -> Answer:
    """The codes of a round, and a flyer for one of the things they lead to."""
    round = _round(slug)
    subjects = list(_subjects(round))
    wanted = request.args.get("waarvoor", subjects[0].key)
    chosen = next((one for one in subjects if one.key == wanted), None)
    if chosen is None:
        raise NotFound("not_found")
    size = request.args.get("maat", SIZES[0])
    return render_template(
        "desk/flyer.html",
        round=round,
        subjects=subjects,
        chosen=chosen,
        size=size if size in SIZES else SIZES[0],
        staff_page=True,
    )


@bp.post("/werk/rondes/<string:slug>/flyer")
@permission(Permission.GIVE_SHORT_CODE)
def give_codes(slug: str) -> Answer:
    """Give everything of the round that has none its code."""
    with transaction():
        round = _round(slug)
        give_code(round, by=reader())
        if round.category is not None:
            give_code(round.category, by=reader())
        for hour in hours_of_round(round, reader=reader()):
            give_code(hour, by=reader())
        if round.version is not None:
            sections = all_sections(round.version, reader=reader())
            give_section_codes(round, [one.permanent_id for one in sections], by=reader())
    flash(_("Alles heeft nu een code."))
    return redirect(url_for(".show_flyer", slug=slug), 303)


def _round(slug: str) -> Round:
    return round_with_leave(slug, Permission.READ_DRAFT_ROUND, reader=reader())


def _subjects(round: Round) -> Iterator[Subject]:
    """The round, its hours, its category, and the sections that ask for reactions."""
    path = url_for("reading_room.show_round", slug=round.slug)
    yield Subject("ronde", _("De hele ronde"), code_of(round, reader=reader()), path)
    for hour in hours_of_round(round, reader=reader()):
        code = code_of(hour, reader=reader())
        yield Subject(f"uur-{hour.public_id}", hour.title, code, hour.path, hour=hour)
    if round.category is not None:
        category = round.category
        place = url_for("reading_room.show_category", slug=category.slug)
        yield Subject("categorie", category.name, code_of(category, reader=reader()), place)
    if round.version is not None:
        yield from _sections(round, all_sections(round.version, reader=reader()))


def _sections(round: Round, sections: list[Section]) -> Iterator[Subject]:
    codes = section_codes(round, reader=reader())
    for section in sections:
        if section.asks_reactions:
            place = section.permanent_id
            path = url_for("reading_room.show_section", slug=round.slug, permanent_id=place)
            yield Subject(place, section.name, codes.get(place, ""), path, section=section)
