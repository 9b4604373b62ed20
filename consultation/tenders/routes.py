"""Where officers link tenders to a round, move their days, and undo a link."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.sansio.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from consultation.accounts.session import reader
from consultation.errors import DomainError
from consultation.logbook import transaction
from consultation.permissions import Permission
from consultation.plans.queries import outline
from consultation.rounds.models import Round
from consultation.rounds.queries import round_with_leave
from consultation.tenders import operations
from consultation.tenders.forms import DECIDED_WORDS, TenderForm, UnlinkForm
from consultation.tenders.models import Tender
from consultation.tenders.queries import tender_of_round, tenders_with_decisions
from consultation.web.answers import Answer, staff_page
from consultation.web.guard import permission

bp = Blueprint("tenders", __name__)


def _give_words(state: BlueprintSetupState) -> None:
    """Give all templates, macros included, the words of decisions about tenders."""
    state.app.jinja_env.globals.update(DECIDED_WORDS=DECIDED_WORDS)


bp.record_once(_give_words)


@bp.get("/werk/rondes/<string:slug>/aanbestedingen")
@bp.post("/werk/rondes/<string:slug>/aanbestedingen")
@permission(Permission.LINK_TENDER)
def link_tender(slug: str) -> Answer:
    """The tenders of a round with what was decided, and the form for another."""
    round_ = _round(slug)
    form = TenderForm()
    form.offer(_sections(round_))
    if form.validate_on_submit():
        try:
            with transaction():
                operations.link_tender(
                    _round(slug), form.notice(), reason=form.reason.data or "", by=reader()
                )
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("De aanbesteding is gekoppeld. Wie een adres achterliet, krijgt bericht."))
            return _to(slug)
    tenders = tenders_with_decisions(round_, reader=reader())
    return staff_page("tenders/list.html", form, round=round_, tenders=tenders)


@bp.get("/werk/rondes/<string:slug>/aanbestedingen/<int:number>")
@bp.post("/werk/rondes/<string:slug>/aanbestedingen/<int:number>")
@permission(Permission.LINK_TENDER)
def change_tender(slug: str, number: int) -> Answer:
    """Other days, another subject or other words for a tender, with the reason."""
    round_ = _round(slug)
    tender = _tender(round_, number)
    form = TenderForm() if request.method == "POST" else TenderForm.of(tender)
    form.offer(_sections(round_))
    if form.validate_on_submit():
        try:
            with transaction():
                operations.change_tender(
                    _tender(_round(slug), number),
                    form.notice(),
                    reason=form.reason.data or "",
                    by=reader(),
                )
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("De aanbesteding is gewijzigd. Wie een adres achterliet, krijgt bericht."))
            return _to(slug)
    return staff_page("tenders/change.html", form, round=round_, tender=tender)


@bp.get("/werk/rondes/<string:slug>/aanbestedingen/<int:number>/los")
@bp.post("/werk/rondes/<string:slug>/aanbestedingen/<int:number>/los")
@permission(Permission.LINK_TENDER)
def unlink_tender(slug: str, number: int) -> Answer:
    """Undo the link of a tender and a round, with the reason."""
    round_ = _round(slug)
    tender = _tender(round_, number)
    form = UnlinkForm()
    if form.validate_on_submit():
        try:
            with transaction():
                found = _tender(_round(slug), number)
                operations.unlink_tender(found, reason=form.reason.data or "", by=reader())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("De aanbesteding is losgemaakt. Wie een adres achterliet, krijgt bericht."))
            return _to(slug)
    return staff_page("tenders/unlink.html", form, round=round_, tender=tender)


def _round(slug: str) -> Round:
    """A round of which this person may link tenders; raises NotFound or NotAllowed."""
    return round_with_leave(slug, Permission.LINK_TENDER, reader=reader())


def _tender(round_: Round, number: int) -> Tender:
    return tender_of_round(round_, number, reader=reader())


def _sections(round_: Round) -> list[tuple[str, str]]:
    if round_.version is None:
        return []
    return [(line.permanent_id, line.name) for line in outline(round_.version, reader=reader())]


def _to(slug: str) -> Response:
    return redirect(url_for("tenders.link_tender", slug=slug), 303)
