"""The versions of a plan: all of them, each frozen for ever, and two side by side."""

from urllib.parse import urlencode

from flask import Response, redirect, request, url_for

from consultation.accounts.session import reader
from consultation.answers.queries import changes_of
from consultation.errors import NotFound
from consultation.logbook import ANYONE
from consultation.open_data.forms import comparison_shape
from consultation.open_data.routes import answered
from consultation.permissions import Permission
from consultation.plans.queries import all_sections
from consultation.reactions.queries import comparison_of
from consultation.reading_room.queries import contents_of, gone_section, section_view
from consultation.reading_room.routes.blueprint import (
    bp,
    cited_alinea,
    frozen_page,
    page,
    plan_files,
    round_named,
)
from consultation.reading_room.routes.explaining import explained_when_frozen, wants_words
from consultation.typed import number_asked
from consultation.web.answers import Answer
from consultation.web.guard import permission
from consultation.web.pages import settings

WHOLE, VIEW, ONE_TEXT = "alles", "weergave", "een"
"""What one can ask of a comparison: also what stayed the same, and both texts in one."""


@bp.get("/rondes/<string:slug>/versies")
@permission(Permission.READ_PUBLIC)
def show_versions(slug: str) -> Answer:
    """The published versions of the plan, and what the reactions changed in it."""
    round = round_named(slug)
    if round.plan is None:
        raise NotFound("version_missing")
    versions = [one for one in round.plan.versions if one.is_published]
    changed = changes_of(round, reader=ANYONE) if round.answered_at is not None else []
    names = {line.permanent_id: line.name for line in contents_of(round, reader=reader()).lines}
    return page(
        "reading_room/versions.html",
        round=round,
        versions=versions,
        files=plan_files(round, versions),
        changes=changed,
        names=names,
    )


@bp.get("/rondes/<string:slug>/versies/<int:number>/plan")
@permission(Permission.READ_PUBLIC)
def show_frozen_plan(slug: str, number: int) -> Answer:
    """All of a version that is frozen."""
    round = round_named(slug)
    contents = contents_of(round, reader=reader(), number=number)
    sections = all_sections(contents.version, reader=reader())
    return frozen_page("reading_room/whole.html", round=round, contents=contents, sections=sections)


@bp.get("/rondes/<string:slug>/versies/<int:number>/plan/<string:permanent_id>")
@permission(Permission.READ_PUBLIC)
def show_frozen_section(slug: str, number: int, permanent_id: str) -> Answer:
    """A section as it stands in a frozen version, for ever; or that it is not in that version."""
    round = round_named(slug)
    bare = permanent_id.split("-", 1)[0]
    try:
        view = section_view(round, bare, reader=reader(), number=number, with_reactions=False)
    except NotFound:
        contents = contents_of(round, reader=reader(), number=number)
        gone = gone_section(round, bare, contents.version, reader=reader())
        return page("reading_room/gone_section.html", round=round, gone=gone)
    explained = explained_when_frozen(view.section, view.contents.version)
    return frozen_page(
        "reading_room/frozen_section.html",
        round=round,
        view=view,
        explained=explained if wants_words() else None,
        cited=cited_alinea(view.section),
    )


@bp.get("/rondes/<string:slug>/versies/vergelijk")
@permission(Permission.READ_PUBLIC)
def choose_versions(slug: str) -> Answer:
    """From the two versions that somebody chose to the address of their comparison."""
    chosen = [request.args.get(name, 0, type=number_asked) for name in ("van", "naar")]
    if 0 in chosen:
        return redirect(url_for(".show_versions", slug=slug))
    asked = {name: request.args[name] for name in (WHOLE, VIEW) if request.args.get(name)}
    before, now = sorted(chosen)
    address = url_for(".compare_versions", slug=slug, before=before, now=now)
    return redirect(f"{address}?{urlencode(asked)}" if asked else address)


@bp.get("/rondes/<string:slug>/versies/<int:before>...<int:now>")
@permission(Permission.READ_PUBLIC)
def compare_versions(slug: str, before: int, now: int) -> Answer:
    """Two versions side by side or in one text, and beside each change why.

    It never changes once both are frozen and every reason is given.
    """
    round = round_named(slug)
    found = comparison_of(round, before, now, reader=reader())
    draw = frozen_page if found.is_final else page
    return draw(
        "reading_room/compare.html",
        round=round,
        found=found,
        versions=[one for one in found.now.plan.versions if one.number <= found.now.number],
        wants_all=bool(request.args.get(WHOLE)),
        is_one=request.args.get(VIEW) == ONE_TEXT,
    )


@bp.get("/rondes/<string:slug>/versies/<int:before>...<int:now>.json")
@permission(Permission.READ_PUBLIC)
def compare_versions_json(slug: str, before: int, now: int) -> Response:
    """The same for programs: what the API gives, at an address beside the page."""
    round = round_named(slug)
    found = comparison_of(round, before, now, reader=ANYONE)
    return answered(
        comparison_shape(round, found, settings().base_url, wants_all=bool(request.args.get(WHOLE)))
    )
