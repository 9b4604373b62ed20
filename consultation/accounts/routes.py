"""Signing in and out, choosing a password, and the pages of who manages accounts."""

from datetime import timedelta

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms import Field

from consultation import jobs
from consultation.accounts import operations
from consultation.accounts.emails import invitation_letter
from consultation.accounts.forms import (
    ROLE_WORDS,
    BlockForm,
    ChangePasswordForm,
    ForgottenPasswordForm,
    InviteForm,
    NewPasswordForm,
    OrganisationForm,
    RoleForm,
    SignInForm,
)
from consultation.accounts.models import Account, Organisation, fingerprint
from consultation.accounts.queries import (
    account_by_id,
    account_of_link,
    all_accounts,
    all_organisations,
    kept_password,
    organisation_by_id,
    plain_email,
)
from consultation.accounts.session import own_path, reader, signed_in, start, stop
from consultation.accounts.states import LinkPurpose
from consultation.errors import DomainError, Invalid
from consultation.logbook import transaction
from consultation.mail import post
from consultation.permissions import Permission, Role, require
from consultation.web.forms import Form
from consultation.web.guard import permission
from consultation.web.limits import Limit, count_attempt, forgive_attempt, network
from consultation.web.passwords import is_password, password_hash

bp = Blueprint("accounts", __name__)

Answer = Response | str | tuple[str, int]

QUARTER = timedelta(minutes=15)
MOST_PER_ACCOUNT = 10
MOST_PER_NETWORK = 60


@bp.get("/inloggen")
@bp.post("/inloggen")
@permission(Permission.SIGN_IN)
def sign_in() -> Answer:
    """Sign in with e-mail and password."""
    form = SignInForm(verder=request.args.get("verder", ""))
    if form.validate_on_submit():
        try:
            account = _prove(_text(form.email), _text(form.password))
        except DomainError as error:
            form.refuse(error)
        else:
            start(account)
            return redirect(own_path(form.verder.data or "") or _first_page(), 303)
    return render_template("accounts/sign_in.html", form=form), _status()


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


@bp.get("/wachtwoord-vergeten")
@bp.post("/wachtwoord-vergeten")
@permission(Permission.SIGN_IN)
def ask_password_reset() -> Answer:
    """Ask for a link; the answer and the work are the same whether or not there is an account."""
    form = ForgottenPasswordForm()
    if form.validate_on_submit():
        try:
            count_attempt(*_limits("reset", _text(form.email)))
        except DomainError as error:
            form.refuse(error)
        else:
            app = current_app._get_current_object()  # type: ignore[attr-defined]  # Flask's proxy
            jobs.ask(app, "letter-for-password-reset", _text(form.email))
            flash(_("Is er een account met dit adres? Dan krijgt u binnen vijf minuten een mail."))
            return redirect(url_for("accounts.sign_in"), 303)
    return render_template("accounts/ask_password_reset.html", form=form), _status()


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
    return _page("accounts/my_account.html", form, account=account)


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


@bp.get("/beheer/accounts")
@permission(Permission.MANAGE_ACCOUNTS)
def list_accounts() -> Answer:
    """Everybody with an account."""
    return _page("accounts/list_accounts.html", None, accounts=all_accounts(reader=reader()))


@bp.get("/beheer/accounts/nieuw")
@bp.post("/beheer/accounts/nieuw")
@permission(Permission.MANAGE_ACCOUNTS)
def invite_account() -> Answer:
    """Invite a colleague by letter."""
    require(reader(), Permission.MANAGE_ACCOUNTS)
    form = InviteForm()
    form.offer(_places())
    if form.validate_on_submit():
        try:
            _invite(form)
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("De uitnodiging gaat per mail naar %(email)s.", email=_text(form.email)))
            return redirect(url_for("accounts.list_accounts"), 303)
    return _page("accounts/invite_account.html", form)


@bp.get("/beheer/accounts/<int:account_id>")
@permission(Permission.MANAGE_ACCOUNTS)
def show_account(account_id: int) -> Answer:
    """One account, with what can be done with it."""
    return _account_page(account_by_id(account_id, reader=reader()))


@bp.post("/beheer/accounts/<int:account_id>/uitnodigen")
@permission(Permission.MANAGE_ACCOUNTS)
def invite_again(account_id: int) -> Answer:
    """Send a new invitation; the old one stops working."""
    with transaction():
        account = account_by_id(account_id, reader=reader())
        token = operations.invite_again(account, by=reader())
        post(invitation_letter(account, token), key=_letter_key(token))
    flash(_("Er gaat een nieuwe uitnodiging per mail."))
    return _back_to(account_id)


@bp.post("/beheer/accounts/<int:account_id>/blokkeren")
@permission(Permission.MANAGE_ACCOUNTS)
def block_account(account_id: int) -> Answer:
    """Keep somebody out."""
    account = account_by_id(account_id, reader=reader())
    form = BlockForm()
    if not form.validate_on_submit():
        return _account_page(account, form)
    with transaction():
        operations.block_account(account, by=reader(), reason=_text(form.reason))
    flash(_("Dit account is geblokkeerd."))
    return _back_to(account_id)


@bp.post("/beheer/accounts/<int:account_id>/deblokkeren")
@permission(Permission.MANAGE_ACCOUNTS)
def unblock_account(account_id: int) -> Answer:
    """Let somebody in again."""
    with transaction():
        operations.unblock_account(account_by_id(account_id, reader=reader()), by=reader())
    flash(_("Dit account is niet meer geblokkeerd."))
    return _back_to(account_id)


@bp.post("/beheer/accounts/<int:account_id>/rollen")
@permission(Permission.MANAGE_ACCOUNTS)
def give_role(account_id: int) -> Answer:
    """Give somebody a role."""
    account = account_by_id(account_id, reader=reader())
    form = _role_form()
    if form.validate_on_submit():
        try:
            with transaction():
                operations.give_role(account, _role(form), _place(form), by=reader())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("De rol is gegeven. Deze collega logt opnieuw in."))
            return _back_to(account_id)
    return _account_page(account, form)


@bp.post("/beheer/accounts/<int:account_id>/rollen/weg")
@permission(Permission.MANAGE_ACCOUNTS)
def take_role(account_id: int) -> Answer:
    """Take a role away from somebody."""
    account = account_by_id(account_id, reader=reader())
    form = _role_form()
    if form.validate_on_submit():
        try:
            with transaction():
                operations.take_role(account, _role(form), _place(form), by=reader())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("De rol is weg. Deze collega logt opnieuw in."))
            return _back_to(account_id)
    return _account_page(account, form)


@bp.get("/beheer/organisaties")
@bp.post("/beheer/organisaties")
@permission(Permission.MANAGE_ACCOUNTS)
def create_organisation() -> Answer:
    """See the organisations that consult, and take in a new one."""
    require(reader(), Permission.MANAGE_ACCOUNTS)
    form = OrganisationForm()
    if form.validate_on_submit():
        try:
            with transaction():
                operations.create_organisation(_text(form.name), by=reader())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("De organisatie staat in de lijst."))
            return redirect(url_for("accounts.create_organisation"), 303)
    organisations = all_organisations(reader=reader())
    return _page("accounts/create_organisation.html", form, organisations=organisations)


def _limits(what: str, email: str) -> tuple[Limit, Limit]:
    return (
        Limit(f"{what} account {plain_email(email)}", MOST_PER_ACCOUNT, QUARTER),
        Limit(f"{what} network {network()}", MOST_PER_NETWORK, QUARTER),
    )


def _prove(email: str, password: str) -> Account:
    """The account of who gives its password; equal work whether or not there is one."""
    numbers = count_attempt(*_limits("sign in", email))
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


def _choose_password(token: str, purpose: LinkPurpose) -> Answer:
    account = account_of_link(token, purpose, reader=reader())
    form = NewPasswordForm()
    form.account_email = account.email
    if not form.validate_on_submit():
        return render_template("accounts/set_password.html", form=form, account=account), _status()
    made = password_hash(_text(form.password))
    with transaction():
        operations.set_password(token, made, purpose=purpose, by=reader())
    flash(_("Uw wachtwoord is bewaard. U kunt nu inloggen."))
    return redirect(url_for("accounts.sign_in"), 303)


def _change_password(account: Account, form: ChangePasswordForm) -> None:
    numbers = count_attempt(*_limits("change password", account.email))
    if not is_password(account.password_hash, _text(form.current)):
        raise Invalid(current="password_wrong")
    made = password_hash(_text(form.password))
    with transaction():
        operations.change_password(account, made, by=reader())
        forgive_attempt(numbers)


def _invite(form: InviteForm) -> None:
    with transaction():
        account, token = operations.invite_account(
            _text(form.email),
            _text(form.name),
            _text(form.title),
            roles=[(_role(form), _place(form))],
            by=reader(),
        )
        post(invitation_letter(account, token), key=_letter_key(token))


def _letter_key(token: str) -> str:
    return f"link-{fingerprint(token)}"


def _role_form() -> RoleForm:
    form = RoleForm()
    form.offer(_places())
    return form


def _places() -> list[tuple[int, str]]:
    return [(place.id, place.name) for place in all_organisations(reader=reader())]


def _text(field: Field) -> str:
    return field.data or ""


def _role(form: RoleForm) -> Role:
    return Role(form.role.data)


def _place(form: RoleForm) -> Organisation | None:
    number = form.organisation.data
    return organisation_by_id(number, reader=reader()) if number else None


def _account_page(account: Account, form: Form | None = None) -> Answer:
    role_form = form if isinstance(form, RoleForm) else _role_form()
    block_form = form if isinstance(form, BlockForm) else BlockForm()
    return _page(
        "accounts/show_account.html",
        form,
        account=account,
        role_form=role_form,
        block_form=block_form,
    )


def _page(template: str, form: Form | None, **things: object) -> Answer:
    """A page for staff, with the words of the roles and the places at hand."""
    names = dict(_places())
    page = render_template(
        template, form=form, staff_page=True, role_words=ROLE_WORDS, places=names, **things
    )
    return page, _status()


def _back_to(account_id: int) -> Response:
    return redirect(url_for("accounts.show_account", account_id=account_id), 303)


def _status() -> int:
    """A form that was sent and comes back was not taken."""
    return 422 if request.method == "POST" else 200
