"""The versions of a plan: all of them, each frozen for ever, and two side by side."""

from typing import Any

from flask import Response, jsonify, redirect, request, url_for

from consultation.accounts.session import reader
from consultation.answers.models import PlanChange
from consultation.answers.queries import changes_of
from consultation.errors import NotFound
from consultation.logbook import ANYONE
from consultation.permissions import Permission
from consultation.plans.forms import CHANGE_WORDS
from consultation.plans.queries import all_sections
from consultation.reactions.queries import said_about, stands_in
from consultation.reading_room.queries import (
    ComparedSection,
    Comparison,
    comparison_of,
    contents_of,
    gone_section,
    section_view,
)
from consultation.reading_room.routes.blueprint import (
    Answer,
    bp,
    frozen_page,
    page,
    round_named,
)
from consultation.reading_room.routes.explaining import explained_when_frozen, wants_words
from consultation.web.guard import permission
from consultation.web.headers import cache_publicly


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
        "reading_room/versions.html", round=round, versions=versions, changes=changed, names=names
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
    )


@bp.get("/rondes/<string:slug>/versies/vergelijk")
@permission(Permission.READ_PUBLIC)
def choose_versions(slug: str) -> Answer:
    """From the two versions that somebody chose to the address of their comparison."""
    chosen = [request.args.get(name, 0, type=int) for name in ("van", "naar")]
    if 0 in chosen:
        return redirect(url_for(".show_versions", slug=slug))
    address = url_for(".compare_versions", slug=slug, before=min(chosen), now=max(chosen))
    return redirect(f"{address}?alles=1" if request.args.get("alles") else address)


@bp.get("/rondes/<string:slug>/versies/<int:before>...<int:now>")
@permission(Permission.READ_PUBLIC)
def compare_versions(slug: str, before: int, now: int) -> Answer:
    """Two versions side by side, and beside each change why."""
    round = round_named(slug)
    found = comparison_of(round, before, now, reader=reader())
    wants_all = bool(request.args.get("alles"))
    return page(
        "reading_room/compare.html",
        round=round,
        found=found,
        versions=[one for one in found.now.plan.versions if one.is_published],
        sections=found.sections if wants_all else found.different,
        wants_all=wants_all,
    )


@bp.get("/rondes/<string:slug>/versies/<int:before>...<int:now>.json")
@permission(Permission.READ_PUBLIC)
def compare_versions_json(slug: str, before: int, now: int) -> Response:
    """The same for programs, with what happened to the place of each placed reaction."""
    round = round_named(slug)
    found = comparison_of(round, before, now, reader=ANYONE)
    sections = found.sections if request.args.get("alles") else found.different
    return cache_publicly(
        jsonify(
            plan=found.now.plan.slug,
            van=before,
            naar=now,
            paragrafen=[_section_json(one) for one in sections],
            reacties=_reactions_json(found),
        )
    )


def _section_json(section: ComparedSection) -> dict[str, Any]:
    change = section.change
    return {
        "id": change.section.id,
        "uitkomst": str(CHANGE_WORDS[change.verdict]),
        "was": {"nummer": change.before.number, "titel": change.before.title}
        if change.before
        else None,
        "is": {"nummer": change.now.number, "titel": change.now.title} if change.now else None,
        "verwant": [one.id for one in change.related],
        "waarom": [_why_json(why) for why in section.whys],
        "alineas": [
            {
                "id": next(a.id for a in (one.change.now, one.change.before) if a),
                "uitkomst": str(CHANGE_WORDS[one.verdict]),
                "paragraaf": one.change.section_now.id if one.change.section_now else None,
                "oud": one.change.before.text if one.change.before else None,
                "nieuw": one.change.now.text if one.change.now else None,
                "waarom": [_why_json(why) for why in one.whys],
            }
            for one in section.alineas
        ],
    }


def _why_json(why: PlanChange) -> dict[str, Any]:
    return {"reden": why.reason, "inbreng": [one.reference for one in why.contributions]}


def _reactions_json(found: Comparison) -> list[dict[str, Any]]:
    said = said_about(found.before, reader=ANYONE)
    stands = stands_in(found.now, said, reader=ANYONE)
    return [
        {
            "nummer": one.reference,
            "paragraaf": one.section_permanent_id,
            "alinea": one.alinea_permanent_id,
            "uitkomst": str(CHANGE_WORDS[place.verdict]),
            "paragraaf_nu": place.section.id if place.section else None,
            "alinea_nu": place.alinea.id if place.alinea else None,
        }
        for one, place in ((one, stands[one.id].standing) for one in said if one.id in stands)
    ]
