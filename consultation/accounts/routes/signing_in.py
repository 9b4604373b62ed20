"""Signing in and out, and choosing a password by a letter."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from consultation import jobs
from consultation.accounts import operations
from consultation.accounts.forms import ForgottenPasswordForm, NewPasswordForm, SignInForm
from consultation.accounts.models import Account
from consultation.accounts.queries import account_of_link, kept_password
from consultation.accounts.routes.blueprint import bp, limits, text_of
from consultation.accounts.session import own_path, reader, signed_in, start, stop
from consultation.accounts.states import LinkPurpose
from consultation.errors import DomainError
from consultation.logbook import transaction
from consultation.permissions import Permission, Role
from consultation.web.answers import Answer, form_status
from consultation.web.guard import permission
from consultation.web.limits import count_attempt, forgive_attempt
from consultation.web.passwords import is_password, password_hash


@bp.get("/inloggen")
@bp.post("/inloggen")
@permission(Permission.SIGN_IN)
def sign_in() -> Answer:
    """Sign in with e-mail and password."""
    form = SignInForm(verder=request.args.get("verder", ""))
    if form.validate_on_submit():
        try:
            account = _prove(text_of(form.email), text_of(form.password))
        except DomainError as error:
            form.refuse(error)
        else:
            start(account)
            return redirect(own_path(form.verder.data or "") or _first_page(), 303)
    return render_template("accounts/sign_in.html", form=form), form_status()


def _prove(email: str, password: str) -> Account:
    """The account of who gives its password; equal work whether or not there is one."""
    numbers = count_attempt(*limits("sign in", email))
    kept = kept_password(email, reader=reader())
    proven = kept if is_password(kept, password) else None
    with transaction():
        account = operations.sign_in(email, proven_hash=proven, by=reader())
        forgive_attempt(numbers)
    return account


def _first_page() -> str:
    """Where somebody's work is: the desk, the board of all categories, or the accounts."""
    roles = {role for role, _place in reader().roles}
    if roles == {Role.PROGRAMME}:
        return "/programma"
    return "/beheer/accounts" if roles == {Role.ADMINISTRATOR} else "/werk"


@bp.post("/uitloggen")
@permission(Permission.SIGN_IN)
def sign_out() -> Answer:
    """Sign out in this browser."""
    account = signed_in()
    if account is not None:
        with transaction():
            operations.sign_out(account, by=reader())
    stop()
    return redirect("/", 303)


@bp.get("/uitnodiging/<token>")
@bp.post("/uitnodiging/<token>")
@permission(Permission.SIGN_IN)
def accept_invitation(token: str) -> Answer:
    """Choose a first password."""
    return _choose_password(token, LinkPurpose.INVITATION)


@bp.get("/wachtwoord/<token>")
@bp.post("/wachtwoord/<token>")
@permission(Permission.SIGN_IN)
def set_password(token: str) -> Answer:
    """Choose a new password after one was forgotten."""
    return _choose_password(token, LinkPurpose.PASSWORD_RESET)


def _choose_password(token: str, purpose: LinkPurpose) -> Answer:
    account = account_of_link(token, purpose, reader=reader())
    form = NewPasswordForm()
    form.account_email = account.email
    if not form.validate_on_submit():
        page = render_template("accounts/set_password.html", form=form, account=account)
        return page, form_status()
    made = password_hash(text_of(form.password))
    with transaction():
        operations.set_password(token, made, purpose=purpose, by=reader())
    flash(_("Uw wachtwoord is bewaard. U kunt nu inloggen."))
    return redirect(url_for("accounts.sign_in"), 303)


@bp.get("/wachtwoord-vergeten")
@bp.post("/wachtwoord-vergeten")
@permission(Permission.SIGN_IN)
def ask_password_reset() -> Answer:
    """Ask for a link; the answer and the work are the same whether or not there is an account."""
    form = ForgottenPasswordForm()
    if form.validate_on_submit():
        try:
            count_attempt(*limits("reset", text_of(form.email)))
        except DomainError as error:
            form.refuse(error)
        else:
            app = current_app._get_current_object()  # type: ignore[attr-defined]  # Flask's proxy
            jobs.ask(app, "letter-for-password-reset", text_of(form.email))
            flash(_("Is er een account met dit adres? Dan krijgt u binnen vijf minuten een mail."))
            return redirect(url_for("accounts.sign_in"), 303)
    return render_template("accounts/ask_password_reset.html", form=form), form_status()
