"""The list of words of one plan."""

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from consultation.glossary.routes import pages
from consultation.glossary.routes.pages import List
from consultation.glossary.states import Scope
from consultation.permissions import Permission
from consultation.plans.routes.blueprint import bp, plan_named
from consultation.web.answers import Answer
from consultation.web.guard import permission


@bp.get("/werk/plannen/<string:slug>/woorden")
@permission(Permission.KEEP_GLOSSARY)
def list_terms(slug: str) -> Answer:
    """The words that a plan explains itself."""
    return pages.show_list(_list(slug))


@bp.get("/werk/plannen/<string:slug>/woorden/nieuw")
@bp.post("/werk/plannen/<string:slug>/woorden/nieuw")
@permission(Permission.KEEP_GLOSSARY)
def new_term(slug: str) -> Answer:
    """Explain a word in one plan."""
    return pages.new_term(_list(slug))


@bp.get("/werk/plannen/<string:slug>/woorden/<int:number>")
@bp.post("/werk/plannen/<string:slug>/woorden/<int:number>")
@permission(Permission.KEEP_GLOSSARY)
def edit_term(slug: str, number: int) -> Answer:
    """Explain a word of a plan otherwise."""
    return pages.edit_term(_list(slug), number)


@bp.post("/werk/plannen/<string:slug>/woorden/<int:number>/weg")
@permission(Permission.KEEP_GLOSSARY)
def remove_term(slug: str, number: int) -> Answer:
    """Take a word out of the list of a plan."""
    return pages.remove_term(_list(slug), number)


@bp.get("/werk/plannen/<string:slug>/woorden/blad/<string:kind>")
@permission(Permission.KEEP_GLOSSARY)
def download_term_sheet(slug: str, kind: str) -> Response:
    """The words of a plan as a sheet."""
    return pages.download_sheet(_list(slug), kind)


@bp.get("/werk/plannen/<string:slug>/woorden/blad")
@bp.post("/werk/plannen/<string:slug>/woorden/blad")
@permission(Permission.KEEP_GLOSSARY)
def take_in_term_sheet(slug: str) -> Answer:
    """Take a sheet with words of a plan in."""
    return pages.take_in_sheet(_list(slug))


def _list(slug: str) -> List:
    plan = plan_named(slug)
    crumbs = (
        (_("Plannen"), url_for("plans.list_plans")),
        (plan.title, url_for("plans.show_plan", slug=slug)),
    )
    return List(Scope(plan.organisation_id, plan.id), plan.title, slug, "plans", crumbs)
