"""The letters with a one-time link. Doors post them at once: a token stands nowhere else."""

from flask_babel import gettext as _
from markupsafe import Markup

from consultation import clock
from consultation.accounts.models import Account
from consultation.accounts.states import LINK_LIVES, LinkPurpose
from consultation.mail import Draft
from consultation.web.pages import settings

PATHS = {LinkPurpose.INVITATION: "uitnodiging", LinkPurpose.PASSWORD_RESET: "wachtwoord"}


def link_address(purpose: LinkPurpose, token: str) -> str:
    """The whole address of a one-time link; never taken from what a request claims (T12)."""
    return f"{settings().base_url}/{PATHS[purpose]}/{token}"


def invitation_letter(account: Account, token: str) -> Draft:
    """Tell somebody that they have an account, and how to begin."""
    name = settings().site_name
    return _letter(
        account,
        _("Uw account voor %(name)s", name=name),
        _("U heeft een account gekregen voor %(name)s.", name=name),
        _("Kies een wachtwoord. Dan kunt u inloggen."),
        LinkPurpose.INVITATION,
        token,
    )


def reset_letter(account: Account, token: str) -> Draft:
    """Send the link to choose a new password."""
    name = settings().site_name
    return _letter(
        account,
        _("Nieuw wachtwoord voor %(name)s", name=name),
        _("Iemand vroeg een nieuw wachtwoord voor uw account."),
        _("Was u dat? Kies dan een nieuw wachtwoord. Was u het niet? Dan hoeft u niets te doen."),
        LinkPurpose.PASSWORD_RESET,
        token,
    )


def _letter(
    account: Account, subject: str, news: str, action: str, purpose: LinkPurpose, token: str
) -> Draft:
    until = clock.moment_words(clock.now() + LINK_LIVES[purpose])
    address = link_address(purpose, token)
    lines = [
        _("Beste %(name)s,", name=account.name),
        news,
        action,
        address,
        _("De link werkt één keer, tot %(until)s.", until=until),
    ]
    html = Markup("").join(
        Markup('<p><a href="{0}">{0}</a></p>').format(line)
        if line == address
        else Markup("<p>{}</p>").format(line)
        for line in lines
    )
    return Draft(account.email, subject, "\n\n".join(lines) + "\n", str(html))
