"""One's own account: its roles, another password, signing out everywhere."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from consultation.accounts import operations
from consultation.accounts.forms import ChangePasswordForm
from consultation.accounts.models import Account
from consultation.accounts.routes.blueprint import bp, limits, page, text_of
from consultation.accounts.session import reader, signed_in, start, stop
from consultation.errors import DomainError, Invalid
from consultation.logbook import transaction
from consultation.permissions import Permission
from consultation.web.answers import Answer
from consultation.web.guard import permission
from consultation.web.limits import count_attempt, forgive_attempt
from consultation.web.passwords import is_password, password_hash


@bp.get("/mijn-account")
@bp.post("/mijn-account")
@permission(Permission.SIGN_IN)
def change_password() -> Answer:
    """See one's own account and roles, and choose another password."""
    account = signed_in()
    if account is None:
        return redirect(url_for("accounts.sign_in", verder=request.path), 303)
    form = ChangePasswordForm()
    form.account_email = account.email
    if form.validate_on_submit():
        try:
            _change_password(account, form)
        except DomainError as error:
            form.refuse(error)
        else:
            start(account)
            flash(_("Uw wachtwoord is veranderd. U bent overal uitgelogd, behalve hier."))
            return redirect(url_for("accounts.change_password"), 303)
    return page("accounts/my_account.html", form, account=account)


def _change_password(account: Account, form: ChangePasswordForm) -> None:
    numbers = count_attempt(*limits("change password", account.email))
    if not is_password(account.password_hash, text_of(form.current)):
        raise Invalid(current="password_wrong")
    made = password_hash(text_of(form.password))
    with transaction():
        operations.change_password(account, made, by=reader())
        forgive_attempt(numbers)


@bp.post("/mijn-account/overal-uitloggen")
@permission(Permission.SIGN_IN)
def end_sessions() -> Answer:
    """Sign out in every browser."""
    account = signed_in()
    if account is not None:
        with transaction():
            operations.end_sessions(account, by=reader())
    stop()
    return redirect(url_for("accounts.sign_in"), 303)
