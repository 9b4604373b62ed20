"""Somebody's own meeting, behind its secret link: where it stands, and that it is off."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from consultation.contributions.forms import let_judge_token
from consultation.errors import DomainError
from consultation.gatherings import operations
from consultation.gatherings.emails import own_address
from consultation.gatherings.forms import CancelForm, refusal_lines
from consultation.gatherings.routes.blueprint import bp, own_gathering
from consultation.gatherings.states import GatheringState
from consultation.logbook import transaction
from consultation.permissions import Permission
from consultation.web.answers import Answer
from consultation.web.errors import status_of
from consultation.web.guard import permission


@bp.get("/agenda/aanmelden/<token>")
@permission(Permission.CHANGE_GATHERING)
def show_own(token: str) -> Answer:
    """Where one's own meeting stands."""
    gathering, _by = own_gathering(token)
    is_refused = gathering.state is GatheringState.REFUSED and gathering.reason is not None
    return render_template(
        "gatherings/own.html",
        gathering=gathering,
        details=gathering.text.details,
        told=refusal_lines(gathering.reason, gathering.explanation)  # type: ignore[arg-type]
        if is_refused
        else [],
        address=own_address(gathering),
        form=None,
    )


@bp.get("/agenda/aanmelden/<token>/gaat-niet-door")
@bp.post("/agenda/aanmelden/<token>/gaat-niet-door")
@permission(Permission.CANCEL_GATHERING)
def cancel_own(token: str) -> Answer:
    """Let everybody know that one's own meeting is off."""
    gathering, _by = own_gathering(token)
    form = CancelForm()
    status = 200 if request.method == "GET" else 422
    if request.method == "POST" and form.is_fit():
        try:
            with transaction():
                gathering, by = own_gathering(token)
                operations.cancel_gathering(gathering, reason=form.reason.data or "", by=by)
        except DomainError as error:
            form.refuse(error)
            status = status_of(error)
        else:
            flash(_("Uw bijeenkomst gaat niet door. Zo staat het nu op de website."))
            return redirect(url_for("gatherings.show_own", token=token), 303)
    return render_template("gatherings/cancel.html", form=form, gathering=gathering), status


let_judge_token(bp, cancel_own)
