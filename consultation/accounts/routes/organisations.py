"""The organisations that consult."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from consultation.accounts import operations
from consultation.accounts.forms import OrganisationForm
from consultation.accounts.queries import all_organisations
from consultation.accounts.routes.blueprint import bp, page, text_of
from consultation.accounts.session import reader
from consultation.errors import DomainError
from consultation.logbook import transaction
from consultation.permissions import Permission, require
from consultation.web.answers import Answer
from consultation.web.guard import permission


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
                operations.create_organisation(text_of(form.name), by=reader())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("De organisatie staat in de lijst."))
            return redirect(url_for("accounts.create_organisation"), 303)
    organisations = all_organisations(reader=reader())
    return page("accounts/create_organisation.html", form, organisations=organisations)
