"""The list of words of an organisation."""

from flask import Blueprint, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from consultation.accounts.queries import all_organisations, organisation_by_slug
from consultation.accounts.session import reader
from consultation.glossary.routes import pages
from consultation.glossary.routes.pages import List
from consultation.glossary.states import Scope
from consultation.permissions import Permission, may, require
from consultation.web.answers import Answer
from consultation.web.guard import permission

bp = Blueprint("glossary", __name__)


@bp.get("/werk/woorden")
@permission(Permission.KEEP_GLOSSARY)
def list_glossaries() -> Answer:
    """The organisations of which this person keeps the words; straight on when it is one."""
    mine = [
        one
        for one in all_organisations(reader=reader())
        if may(reader(), Permission.KEEP_GLOSSARY, Scope(one.id))
    ]
    if not mine:
        require(reader(), Permission.KEEP_GLOSSARY)
    if len(mine) == 1:
        return redirect(url_for(".list_terms", slug=mine[0].slug))
    return render_template("glossary/glossaries.html", organisations=mine, staff_page=True)


@bp.get("/werk/woorden/<string:slug>")
@permission(Permission.KEEP_GLOSSARY)
def list_terms(slug: str) -> Answer:
    """The words that an organisation explains itself."""
    return pages.show_list(_list(slug))


@bp.get("/werk/woorden/<string:slug>/nieuw")
@bp.post("/werk/woorden/<string:slug>/nieuw")
@permission(Permission.KEEP_GLOSSARY)
def new_term(slug: str) -> Answer:
    """Explain a word in all plans of an organisation."""
    return pages.new_term(_list(slug))


@bp.get("/werk/woorden/<string:slug>/<int:number>")
@bp.post("/werk/woorden/<string:slug>/<int:number>")
@permission(Permission.KEEP_GLOSSARY)
def edit_term(slug: str, number: int) -> Answer:
    """Explain a word of an organisation otherwise."""
    return pages.edit_term(_list(slug), number)


@bp.post("/werk/woorden/<string:slug>/<int:number>/weg")
@permission(Permission.KEEP_GLOSSARY)
def remove_term(slug: str, number: int) -> Answer:
    """Take a word out of the list of an organisation."""
    return pages.remove_term(_list(slug), number)


@bp.get("/werk/woorden/<string:slug>/blad/<string:kind>")
@permission(Permission.KEEP_GLOSSARY)
def download_term_sheet(slug: str, kind: str) -> Response:
    """The words of an organisation as a sheet."""
    return pages.download_sheet(_list(slug), kind)


@bp.get("/werk/woorden/<string:slug>/blad")
@bp.post("/werk/woorden/<string:slug>/blad")
@permission(Permission.KEEP_GLOSSARY)
def take_in_term_sheet(slug: str) -> Answer:
    """Take a sheet with words of an organisation in."""
    return pages.take_in_sheet(_list(slug))


def _list(slug: str) -> List:
    organisation = organisation_by_slug(slug, reader=reader())
    crumbs = ((_("Woorden"), url_for("glossary.list_glossaries")),)
    return List(Scope(organisation.id), organisation.name, slug, "glossary", crumbs)
