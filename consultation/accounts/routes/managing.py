"""Where accounts are managed: inviting, blocking and roles."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from consultation.accounts import operations
from consultation.accounts.emails import invitation_letter
from consultation.accounts.forms import BlockForm, InviteForm, RoleForm
from consultation.accounts.models import Account, Organisation, fingerprint
from consultation.accounts.queries import account_by_id, all_accounts, organisation_by_id
from consultation.accounts.routes.blueprint import bp, page, places, text_of
from consultation.accounts.session import reader
from consultation.errors import DomainError
from consultation.logbook import transaction
from consultation.mail import post
from consultation.permissions import Permission, Role, require
from consultation.web.answers import Answer
from consultation.web.forms import Form
from consultation.web.guard import permission


@bp.get("/beheer/accounts")
@permission(Permission.MANAGE_ACCOUNTS)
def list_accounts() -> Answer:
    """Everybody with an account."""
    return page("accounts/list_accounts.html", None, accounts=all_accounts(reader=reader()))


@bp.get("/beheer/accounts/nieuw")
@bp.post("/beheer/accounts/nieuw")
@permission(Permission.MANAGE_ACCOUNTS)
def invite_account() -> Answer:
    """Invite a colleague by letter."""
    require(reader(), Permission.MANAGE_ACCOUNTS)
    form = InviteForm()
    form.offer(places())
    if form.validate_on_submit():
        try:
            _invite(form)
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("De uitnodiging gaat per mail naar %(email)s.", email=text_of(form.email)))
            return redirect(url_for("accounts.list_accounts"), 303)
    return page("accounts/invite_account.html", form)


def _invite(form: InviteForm) -> None:
    with transaction():
        account, token = operations.invite_account(
            text_of(form.email),
            text_of(form.name),
            text_of(form.title),
            roles=[(_role(form), _place(form))],
            by=reader(),
        )
        post(invitation_letter(account, token), key=_letter_key(token))


def _letter_key(token: str) -> str:
    return f"link-{fingerprint(token)}"


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
        operations.block_account(account, by=reader(), reason=text_of(form.reason))
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


def _role_form() -> RoleForm:
    form = RoleForm()
    form.offer(places())
    return form


def _role(form: RoleForm) -> Role:
    return Role(form.role.data)


def _place(form: RoleForm) -> Organisation | None:
    number = form.organisation.data
    return organisation_by_id(number, reader=reader()) if number else None


def _account_page(account: Account, form: Form | None = None) -> Answer:
    role_form = form if isinstance(form, RoleForm) else _role_form()
    block_form = form if isinstance(form, BlockForm) else BlockForm()
    return page(
        "accounts/show_account.html",
        form,
        account=account,
        role_form=role_form,
        block_form=block_form,
    )


def _back_to(account_id: int) -> Response:
    return redirect(url_for("accounts.show_account", account_id=account_id), 303)
