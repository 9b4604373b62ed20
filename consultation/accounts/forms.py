"""What people send about accounts."""

import re

from flask_babel import lazy_gettext as _
from wtforms import EmailField, Field, HiddenField, PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # stubs lag
from wtforms.validators import Length, ValidationError

from consultation.permissions import Role
from consultation.web.forms import TOO_LONG_FOR_FIELD, Form, Needed
from consultation.web.passwords import LONGEST

SHORTEST = 12
"""Characters of a password, by the advice of NIST SP 800-63B and NCSC for a single factor."""

FEWEST_KINDS = 5
"""Different characters in a password."""

COMMON = frozenset(
    {
        "wachtwoord", "welkom", "password", "passwort", "letmein", "qwerty", "qwertyuiop", "azerty",
        "administrator", "admin", "iloveyou", "geheim", "inloggen", "voorbeeld", "nederland",
        "amsterdam", "rotterdam", "rijksoverheid", "overheid", "ministerie", "inkoop", "meedenken",
        "meedenkenoverinkoop", "lente", "zomer", "herfst", "winter", "feyenoord", "changeme",
        "abcdefghijkl", "correcthorsebatterystaple",
    }
)  # fmt: skip
"""Words that a password may not consist of, with or without digits and signs around them."""

ROLE_WORDS = {
    Role.PANEL_MEMBER: _("panellid"),
    Role.MODERATOR: _("controleur"),
    Role.OFFICER: _("inkoper"),
    Role.ROUND_MANAGER: _("rondemanager"),
    Role.PROGRAMME: _("programma (alle categorieën)"),
    Role.ADMINISTRATOR: _("beheerder"),
}


class SignInForm(Form):
    """E-mail and password."""

    email = EmailField(_("E-mailadres"), [Needed(_("Vul uw e-mailadres in."))])
    password = PasswordField(_("Wachtwoord"), [Needed(_("Vul uw wachtwoord in."))])
    verder = HiddenField()


class ForgottenPasswordForm(Form):
    """The address to which a link may go."""

    email = EmailField(
        _("E-mailadres"), [Needed(_("Vul uw e-mailadres in.")), Length(0, 254, TOO_LONG_FOR_FIELD)]
    )


class NewPasswordForm(Form):
    """A password that is chosen."""

    account_email = ""
    password = PasswordField(_("Nieuw wachtwoord"), [Needed(_("Kies een wachtwoord."))])

    def validate_password(self, field: Field) -> None:
        """Long enough, not too long, and not easy to guess."""
        problem = weakness(field.data, self.account_email)
        if problem:
            raise ValidationError(str(problem))


class ChangePasswordForm(NewPasswordForm):
    """The password of now, and a new one."""

    current = PasswordField(_("Uw wachtwoord van nu"), [Needed(_("Vul uw wachtwoord in."))])


class RoleForm(Form):
    """A role, and the organisation it counts in."""

    role = SelectField(
        _("Rol"), choices=[SelectChoice(role.value, word) for role, word in ROLE_WORDS.items()]
    )
    organisation = SelectField(_("Organisatie"), coerce=int)

    def offer(self, organisations: list[tuple[int, str]]) -> None:
        """Offer these organisations, by number and name."""
        self.organisation.choices = [
            SelectChoice(number, name)
            for number, name in [(0, _("Alle organisaties")), *organisations]
        ]


class InviteForm(RoleForm):
    """Somebody who gets an account."""

    email = EmailField(
        _("E-mailadres"), [Needed(_("Vul een e-mailadres in zoals naam@voorbeeld.nl."))]
    )
    name = StringField(
        _("Naam"), [Needed(_("Vul de naam in.")), Length(0, 120, TOO_LONG_FOR_FIELD)]
    )
    title = StringField(_("Functie"), [Length(0, 120, TOO_LONG_FOR_FIELD)])


class BlockForm(Form):
    """Why somebody is blocked."""

    reason = StringField(
        _("Reden"), [Needed(_("Vul een reden in.")), Length(0, 300, TOO_LONG_FOR_FIELD)]
    )


class OrganisationForm(Form):
    """An organisation that consults."""

    name = StringField(
        _("Naam van de organisatie"),
        [Needed(_("Vul de naam in.")), Length(0, 200, TOO_LONG_FOR_FIELD)],
    )


def weakness(password: str, email: str) -> object:
    """What is wrong with a password, as a sentence; empty when nothing is."""
    plain = password.casefold()
    letters = re.sub(r"[\W\d_]+", "", plain)
    if len(password) < SHORTEST:
        return _("Kies een wachtwoord van 12 tekens of meer.")
    if len(password) > LONGEST:
        return _("Kies een wachtwoord van 200 tekens of minder.")
    if plain in {email.casefold(), email.partition("@")[0].casefold()}:
        return _("Kies iets anders dan uw e-mailadres.")
    if len(set(plain)) < FEWEST_KINDS or letters in COMMON or plain in "01234567890123456789":
        return _("Dit wachtwoord is makkelijk te raden. Kies bijvoorbeeld vier losse woorden.")
    return ""
