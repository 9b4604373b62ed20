"""The plan to read: contents, chapter, section, everything, and frozen versions."""

import re

from flask import make_response, redirect, request, url_for

from consultation import clock
from consultation.accounts.session import reader
from consultation.errors import NotFound
from consultation.logbook import ANYONE
from consultation.permissions import Permission
from consultation.plans.queries import all_sections, chapter_sections, picture, section_by_number
from consultation.reading_room.queries import (
    contents_of,
    gone_section,
    section_view,
    short_reading,
    visited_round,
)
from consultation.reading_room.routes.blueprint import (
    bp,
    cited_alinea,
    kept_for_ever,
    page,
    plan_files,
    round_named,
    section_address,
)
from consultation.reading_room.routes.explaining import explained_now, wants_words
from consultation.short_codes.queries import code_of
from consultation.tenders.queries import gate_on, gates_of
from consultation.web.answers import Answer
from consultation.web.guard import permission

ONE_MINUTE, FIVE_MINUTES = WAYS = ("1", "5")
"""What `lees` in an address asks for; without it, everything."""

NUMBER = re.compile(r"[0-9]+(\.[0-9]+)*")


@bp.get("/rondes/<string:slug>/plan")
@permission(Permission.READ_PUBLIC)
def show_contents(slug: str) -> Answer:
    """The plan in one minute, in five, or its contents with minutes and reactions per section."""
    here = visited_round(slug, reader=reader())
    round, contents = here.round, contents_of(here.round, reader=reader())
    way = request.args.get("lees", "")
    if way not in WAYS:
        files = plan_files(round, [contents.version])[0]
        gates = gates_of(round, reader=reader(), tenders=here.tenders)
        return page(
            "reading_room/contents.html", round=round, contents=contents, files=files, gates=gates
        )
    reading = short_reading(round, contents, reader=reader()) if way == FIVE_MINUTES else None
    return page("reading_room/short.html", round=round, contents=contents, way=way, reading=reading)


@bp.get("/rondes/<string:slug>/plan/hoofdstuk-<int:number>")
@permission(Permission.READ_PUBLIC)
def show_chapter(slug: str, number: int) -> Answer:
    """One chapter: the summaries open, the official text folded."""
    round = round_named(slug)
    contents = contents_of(round, reader=reader())
    chapters = contents.chapters
    if not 1 <= number <= len(chapters):
        raise NotFound("not_found")
    chapter = chapters[number - 1]
    return page(
        "reading_room/chapter.html",
        round=round,
        contents=contents,
        chapter=chapter,
        number=number,
        sections=chapter_sections(contents.version, chapter.position, reader=reader()),
        previous=chapters[number - 2] if number > 1 else None,
        next=chapters[number] if number < len(chapters) else None,
        code=code_of(round, reader=ANYONE, section=chapter.permanent_id),
    )


@bp.get("/rondes/<string:slug>/plan/alles")
@permission(Permission.READ_PUBLIC)
def show_whole_plan(slug: str) -> Answer:
    """The whole plan on one page, for searching, printing and reading aloud."""
    here = visited_round(slug, reader=reader())
    round, contents = here.round, contents_of(here.round, reader=reader())
    sections = all_sections(contents.version, reader=reader())
    return page(
        "reading_room/whole.html",
        round=round,
        contents=contents,
        sections=sections,
        files=plan_files(round, [contents.version])[0],
        code=here.code,
    )


@bp.get("/rondes/<string:slug>/plan/<string:permanent_id>")
@permission(Permission.READ_PUBLIC)
def show_section(slug: str, permanent_id: str) -> Answer:
    """A section: summary, question, official text and reactions.

    The id is permanent and the words behind it decoration; a bare number leads to the section
    that bears it now.
    """
    bare = permanent_id.split("-", 1)[0]
    here = visited_round(slug, reader=reader(), section=bare)
    round = here.round
    if NUMBER.fullmatch(permanent_id) and round.version is not None:
        numbered = section_by_number(round.version, permanent_id, reader=reader())
        if numbered is not None:
            return redirect(url_for(".show_section", slug=slug, permanent_id=numbered.permanent_id))
    with_reactions = request.args.get("reacties") != "uit"
    try:
        view = section_view(round, bare, reader=reader(), with_reactions=with_reactions)
    except NotFound:
        if round.version is None:
            raise
        gone = gone_section(round, bare, round.version, reader=reader())
        return page("reading_room/gone_section.html", round=round, gone=gone)
    address = section_address(round, view.line)
    if request.path != address:
        query = request.query_string.decode()
        return redirect(f"{address}?{query}" if query else address, 301)
    return page(
        "reading_room/section.html",
        round=round,
        phase=round.phase(clock.now()),
        view=view,
        gate=gate_on(round, bare, reader=reader(), tenders=here.tenders),
        newer=view.newer,
        with_reactions=with_reactions,
        explained=explained_now(view.section, view.contents.version) if wants_words() else None,
        code=here.code,
        cited=cited_alinea(view.section),
    )


@bp.get("/plan-afbeeldingen/<int:version_id>/<string:sha256>")
@permission(Permission.READ_PUBLIC)
def show_picture(version_id: int, sha256: str) -> Answer:
    """An image of a plan."""
    found = picture(version_id, sha256, reader=reader())
    answer = make_response(found.data)
    answer.mimetype = found.media_type
    return kept_for_ever(answer)
