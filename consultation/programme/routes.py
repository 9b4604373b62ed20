"""The board of BZK: every round of every category, worst first; and the categories themselves."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from consultation import clock
from consultation.accounts.models import Organisation
from consultation.accounts.queries import all_organisations, organisation_by_slug
from consultation.accounts.session import reader
from consultation.categories import operations
from consultation.categories.models import Category
from consultation.categories.queries import all_categories, category_by_slug
from consultation.errors import DomainError
from consultation.logbook import transaction
from consultation.permissions import Permission, require
from consultation.programme.forms import (
    COLUMNS,
    COMING_WORDS,
    ORDERS,
    CategoryForm,
    concern_words,
    days_words,
    lack_lines,
    sheet_row,
)
from consultation.programme.queries import BoardRow, board
from consultation.programme.states import coming_days, promises_kept
from consultation.rounds.states import Phase
from consultation.web.answers import Answer, sheet_file, staff_page
from consultation.web.guard import permission

bp = Blueprint("programme", __name__)


@bp.get("/programma")
@permission(Permission.SEE_PROGRAMME)
def show_programme() -> Answer:
    """The board: a row for each round and each category without one (W14, J9)."""
    rows = board(reader=reader())
    standings = [row.standing for row in rows]
    today = clock.today()
    return render_template(
        "programme/board.html",
        form=None,
        rows=_chosen(rows),
        all_rows=rows,
        running=sum(one.phase is Phase.OPEN for one in standings),
        attention=sum(bool(row.concerns) for row in rows),
        missing=sum(one.missing for one in standings if one.phase is Phase.PROCESSING),
        kept=promises_kept(standings, today),
        coming=coming_days(standings, today),
        order=_order(),
        mine="wacht" in request.args,
        orders=ORDERS,
        words={"concern": concern_words, "days": days_words, "lacks": lack_lines},
        coming_words=COMING_WORDS,
    )


def _order() -> str:
    wanted = request.args.get("volgorde", "")
    return wanted if wanted in ORDERS else "aandacht"


def _chosen(rows: Sequence[BoardRow]) -> list[BoardRow]:
    """The rows that were asked for, in the order that was asked for."""
    chosen = [row for row in rows if row.waits_for_me or "wacht" not in request.args]
    return sorted(chosen, key=lambda row: row.name.casefold()) if _order() == "naam" else chosen


@bp.get("/programma/rapport.csv")
@permission(Permission.SEE_PROGRAMME)
def download_programme() -> Answer:
    """The board as a sheet, for a steering group."""
    rows = _chosen(board(reader=reader()))
    name = f"programma-{clock.today().isoformat()}.csv"
    return sheet_file(COLUMNS, map(sheet_row, rows), name)


@bp.get("/programma/categorieen")
@bp.post("/programma/categorieen")
@permission(Permission.MANAGE_CATEGORIES)
def list_categories() -> Answer:
    """The purchasing categories, and room for a new one."""
    require(reader(), Permission.MANAGE_CATEGORIES)
    form = _form()
    if form.validate_on_submit():
        try:
            with transaction():
                operations.create_category(
                    form.name.data or "", _owner(form), description=_text(form), by=reader()
                )
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("De categorie staat in de lijst."))
            return redirect(url_for("programme.list_categories"), 303)
    categories = all_categories(reader=reader())
    return staff_page("programme/categories.html", form, categories=categories)


@bp.get("/programma/categorieen/<string:slug>")
@bp.post("/programma/categorieen/<string:slug>")
@permission(Permission.MANAGE_CATEGORIES)
def edit_category(slug: str) -> Answer:
    """Another name, owner or description for a category; its address stays."""
    require(reader(), Permission.MANAGE_CATEGORIES)
    category = category_by_slug(slug, reader=reader())
    form = _form(category)
    if form.validate_on_submit():
        try:
            with transaction():
                known = category_by_slug(slug, reader=reader())
                operations.edit_category(
                    known,
                    form.name.data or "",
                    _owner(form),
                    description=_text(form),
                    by=reader(),
                )
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("De categorie is bewaard."))
            return redirect(url_for("programme.list_categories"), 303)
    return staff_page("programme/category.html", form, category=category)


def _form(category: Category | None = None) -> CategoryForm:
    form = (
        CategoryForm()
        if category is None
        else CategoryForm(
            name=category.name,
            organisation=category.organisation.slug,
            description=category.description,
        )
    )
    form.offer(all_organisations(reader=reader()))
    return form


def _owner(form: CategoryForm) -> Organisation:
    return organisation_by_slug(form.organisation.data or "", reader=reader())


def _text(form: CategoryForm) -> str:
    return form.description.data or ""
