"""Where staff fill the page of a category: its colophon, and the six links of its chain."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.sansio.blueprints import BlueprintSetupState
from flask_babel import gettext as _

from consultation.accounts.session import reader
from consultation.categories import operations
from consultation.categories.forms import (
    STAGE_MEANS,
    STAGE_WORDS,
    ClearForm,
    ColophonForm,
    LinkForm,
    change_words,
)
from consultation.categories.models import Category
from consultation.categories.queries import (
    categories_to_fill,
    category_by_slug,
    history_of,
    links_of,
)
from consultation.categories.states import STAGE_BY_NAME, STAGE_NAMES, Stage
from consultation.errors import DomainError, NotFound
from consultation.logbook import transaction
from consultation.permissions import Permission, require
from consultation.web.answers import Answer, staff_page
from consultation.web.guard import permission

bp = Blueprint("categories", __name__)


def _give_words(state: BlueprintSetupState) -> None:
    """Give all templates, macros included, the words of the chain."""
    state.app.jinja_env.globals.update(
        STAGE_WORDS=STAGE_WORDS, STAGE_MEANS=STAGE_MEANS, STAGE_NAMES=STAGE_NAMES
    )


bp.record_once(_give_words)


@bp.get("/werk/categorieen")
@permission(Permission.FILL_CATEGORY)
def list_categories() -> Answer:
    """The categories of which this person fills the page, with how much is known of each."""
    categories = categories_to_fill(reader=reader())
    if not categories:
        require(reader(), Permission.FILL_CATEGORY)
    return render_template(
        "categories/list.html",
        form=None,
        staff_page=True,
        categories=categories,
        links=links_of(categories, reader=reader()),
    )


@bp.get("/werk/categorieen/<string:slug>")
@bp.post("/werk/categorieen/<string:slug>")
@permission(Permission.FILL_CATEGORY)
def fill_category(slug: str) -> Answer:
    """The colophon of a category to fill, its six steps, and what was changed when by whom."""
    category = _category(slug)
    form = ColophonForm() if request.method == "POST" else ColophonForm.of(category)
    if form.validate_on_submit():
        try:
            with transaction():
                operations.write_colophon(_category(slug), form.colophon(), by=reader())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Het colofon is bewaard."))
            return redirect(url_for("categories.fill_category", slug=slug), 303)
    return staff_page(
        "categories/fill.html",
        form,
        category=category,
        links=links_of([category], reader=reader())[category.id],
        history=[(one, change_words(one)) for one in history_of(category, reader=reader())],
    )


@bp.get("/werk/categorieen/<string:slug>/keten/<string:stap>")
@bp.post("/werk/categorieen/<string:slug>/keten/<string:stap>")
@permission(Permission.FILL_CATEGORY)
def set_link(slug: str, stap: str) -> Answer:
    """Say where one step of the chain can be read."""
    category, stage = _category(slug), _stage(stap)
    known = links_of([category], reader=reader())[category.id].get(stage)
    form = LinkForm() if request.method == "POST" else LinkForm(obj=known)
    if form.validate_on_submit():
        try:
            with transaction():
                operations.set_link(_category(slug), stage, form.link(), by=reader())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("%(stage)s is bewaard.", stage=STAGE_WORDS[stage]))
            return redirect(url_for("categories.fill_category", slug=slug, _anchor="keten"), 303)
    return staff_page("categories/link.html", form, category=category, stage=stage, known=known)


@bp.post("/werk/categorieen/<string:slug>/keten/<string:stap>/nog-niet-bekend")
@permission(Permission.FILL_CATEGORY)
def clear_link(slug: str, stap: str) -> Answer:
    """Say of one step of the chain that it is not known yet."""
    stage = _stage(stap)
    _category(slug)
    if ClearForm().validate_on_submit():
        with transaction():
            operations.clear_link(_category(slug), stage, by=reader())
        flash(_("%(stage)s staat weer op “nog niet bekend”.", stage=STAGE_WORDS[stage]))
    return redirect(url_for("categories.fill_category", slug=slug, _anchor="keten"), 303)


def _category(slug: str) -> Category:
    """A category of which this person may fill the page; raises NotFound or NotAllowed."""
    category = category_by_slug(slug, reader=reader())
    require(reader(), Permission.FILL_CATEGORY, category)
    return category


def _stage(name: str) -> Stage:
    if name not in STAGE_BY_NAME:
        raise NotFound("not_found")
    return STAGE_BY_NAME[name]
