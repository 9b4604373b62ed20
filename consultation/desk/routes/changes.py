"""What a round changes in its plan: the list, a new change, and taking one back."""

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _

from consultation.accounts.session import reader
from consultation.answers import operations
from consultation.answers.forms import ChangeForm, RemoveChangeForm
from consultation.answers.queries import change_by_id, changes_of
from consultation.contributions.models import Contribution
from consultation.desk.queries.one_input import contribution_of_round
from consultation.errors import DomainError, NotFound
from consultation.logbook import transaction
from consultation.permissions import Permission, may
from consultation.plans.queries import outline_and_gone
from consultation.public_record.receipts import parse_receipt
from consultation.rounds.models import Round
from consultation.rounds.queries import round_with_leave
from consultation.typed import whole_number
from consultation.web.answers import Answer, staff_page
from consultation.web.guard import permission

bp = Blueprint("changes", __name__)


@bp.get("/werk/rondes/<string:slug>/veranderingen")
@bp.post("/werk/rondes/<string:slug>/veranderingen")
@permission(Permission.READ_DRAFT_NOTE)
def show_changes(slug: str) -> Answer:
    """Every change with what led to it; an officer records another one."""
    round = _round(slug)
    form = ChangeForm()
    places = _places(round)
    form.place.choices = list(places.items())
    if form.validate_on_submit():
        try:
            with transaction():
                inputs = _inputs(_round(slug), form.receipts.data or "")
                operations.record_change(_round(slug), form.changed_words(), inputs, by=reader())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("De verandering is bewaard."))
            return redirect(url_for(".show_changes", slug=slug), 303)
    return staff_page(
        "desk/changes.html",
        form,
        round=round,
        places=places,
        changes=changes_of(round, reader=reader()),
        can_change=round.answered_at is None
        and may(reader(), Permission.ANSWER_CONTRIBUTION, round),
    )


@bp.post("/werk/rondes/<string:slug>/veranderingen/<int:number>/weg")
@permission(Permission.ANSWER_CONTRIBUTION)
def remove_change(slug: str, number: int) -> Answer:
    """Take a change back that was written down wrongly."""
    if RemoveChangeForm().validate_on_submit():
        with transaction():
            change = change_by_id(_round(slug), number, reader=reader())
            operations.remove_change(change, by=reader())
        flash(_("De verandering is weggehaald."))
    return redirect(url_for(".show_changes", slug=slug), 303)


def _round(slug: str) -> Round:
    return round_with_leave(slug, Permission.READ_DRAFT_NOTE, reader=reader())


def _places(round: Round) -> dict[str, str]:
    if round.version is None:
        return {}
    return {
        line.permanent_id: line.name for line in outline_and_gone(round.version, reader=reader())
    }


def _inputs(round: Round, typed: str) -> list[Contribution]:
    """The inputs behind numbers that were typed with commas or blanks between them."""
    found = []
    for word in typed.replace(",", " ").split():
        receipt, sub_number = parse_receipt(word), word.partition("/")[2]
        if receipt is None:
            raise NotFound("contribution_unknown", receipt=word)
        number = whole_number(sub_number) or 1
        found.append(contribution_of_round(round, receipt, number, reader=reader()))
    return found
