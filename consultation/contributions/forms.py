"""The forms of sending and looking up. None of them ever loses what was typed (I2)."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, current_app
from flask.sansio.blueprints import BlueprintSetupState
from flask_babel import lazy_gettext as _
from itsdangerous import BadSignature, URLSafeSerializer
from wtforms import EmailField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # stubs lag
from wtforms.validators import Length, Optional, Regexp

from consultation import clock
from consultation.accounts.session import reader, remember_key
from consultation.contributions.models import Submission
from consultation.contributions.states import LIMIT, Arrival, Kind, NameShown, Sender
from consultation.database import database_moment
from consultation.errors import DomainError
from consultation.plain_language.hints import Sensitive
from consultation.safe_html import clean_typed
from consultation.web.forms import TOO_LONG_FOR_FIELD, Form, Needed, tidied
from consultation.web.pages import settings
from consultation.web.sentences import sentence_for

EXPIRED = _("U was te lang weg. Uw tekst staat er nog. Kijk hem na en verstuur hem opnieuw.")
EMAIL_SHAPE = r"^[^@\s]{1,64}@[^@\s]+\.[^@\s.]+$"
EMAIL_WANTED = _("Vul een e-mailadres in zoals naam@voorbeeld.nl.")

KIND_WORDS = {
    Kind.OPINION: _("Een mening of ervaring"),
    Kind.QUESTION: _("Een vraag"),
    Kind.PROPOSAL: _("Een voorstel"),
    Kind.ERROR: _("Een fout in de tekst"),
}

HINT_WORDS = {
    Sensitive.PHONE: _("U schreef misschien een telefoonnummer op"),
    Sensitive.EMAIL: _("U schreef misschien een e-mailadres op"),
    Sensitive.IBAN: _("U schreef misschien een bankrekening op"),
    Sensitive.CITIZEN_NUMBER: _("U schreef misschien een burgerservicenummer op"),
    Sensitive.PRICE: _("U schreef misschien een prijs op"),
}

NAME_WORDS = {
    NameShown.FIRST: _("Iedereen, met mijn voornaam"),
    NameShown.FULL: _("Iedereen, met mijn hele naam"),
    NameShown.NONE: _("Iedereen, zonder naam"),
    NameShown.NOT_PLACED: _(
        "Alleen de inkopers. Wij plaatsen uw reactie niet, maar lezen hem wel. Hij telt mee."
    ),
}


def choices_of(words: Mapping[Any, Any]) -> list[SelectChoice]:
    """The words of a table, to choose from."""
    return [SelectChoice(word.value, sentence) for word, sentence in words.items()]


def let_judge_token(bp: Blueprint, *views: Callable[..., Any]) -> None:
    """Let these views judge the token themselves; their forms are patient ones."""

    def exempt(state: BlueprintSetupState) -> None:
        for view in views:
            state.app.extensions["csrf"].exempt(view)

    bp.record_once(exempt)


class PatientForm(Form):
    """A form that gives the text back when its session is over, instead of a dead end (F12).

    Its view is exempt from the guard that answers with an error page; the token is checked here,
    and nothing is written without it. `website` is a trap for machines: people do not see it.
    """

    website = StringField(_("Laat dit veld leeg"))

    def is_fit(self) -> bool:
        """Whether the form can be handled; a form without a good token cannot."""
        fit = bool(self.validate())
        if self.meta.csrf and self.csrf_token.errors:
            self.csrf_token.errors = []
            self.form_errors.append(str(EXPIRED))
        if self.website.data:
            self.form_errors.append(str(_("Laat het veld “website” leeg en verstuur opnieuw.")))
            fit = False
        return fit


class OwnForm(PatientForm):
    """A form about one's own contribution; the key is asked when this browser forgot it (I2)."""

    geheime_sleutel = StringField(_("Geheime sleutel"))


KEY_WANTED = _("Vul uw geheime sleutel in. Uw tekst staat er nog.")


def show_key(submission: Submission, form: OwnForm) -> None:
    """Let the key that was typed open the submission; a wrong one is told, and nothing is lost."""
    typed = form.geheime_sleutel.data or ""
    if submission.id in reader().submissions:
        return
    if typed and submission.opens_with(typed):
        remember_key(submission.id)
        return
    wanted = sentence_for(DomainError("key_wrong")) if typed else str(KEY_WANTED)
    form.geheime_sleutel.errors = [wanted]


def opened_now() -> str:
    """The moment at which a form is opened, signed, to carry in it (I4)."""
    return _signer().dumps(clock.now().isoformat())


def opened_at(signed: str | None) -> datetime | None:
    """The moment a form says it was opened; None when nobody here signed that."""
    try:
        return datetime.fromisoformat(_signer().loads(signed or ""))
    except (BadSignature, TypeError, ValueError):
        return None


def arrival(begun_at: datetime | None = None) -> Arrival:
    """This moment by the database's clock; asked before a transaction waits for its turn (I4)."""
    grace = timedelta(minutes=settings().grace_minutes)
    return Arrival(clock.shifted(database_moment()), grace, begun_at)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt="opened")


def email_field(label: Any) -> EmailField:
    """A field for an address, checked for its shape only."""
    checks = [
        Optional(),
        Regexp(EMAIL_SHAPE, message=EMAIL_WANTED),
        Length(0, 254, TOO_LONG_FOR_FIELD),
    ]
    return EmailField(label, checks)


class SenderForm(PatientForm):
    """Who sends: asked last, on the check page. Only the address or its absence is obligatory."""

    wie = RadioField(
        _("Wie ziet dit?"),
        choices=choices_of(NAME_WORDS),
        default=NameShown.FIRST.value,
    )
    naam = StringField(_("Uw naam"), [Length(0, 120, TOO_LONG_FOR_FIELD)])
    email = email_field(_("E-mailadres voor het antwoord"))
    actie = HiddenField()
    organisatie = StringField(_("Naam van de organisatie"), [Length(0, 200, TOO_LONG_FOR_FIELD)])
    hoedanigheid = StringField(_("Uw rol"), [Length(0, 60, TOO_LONG_FOR_FIELD)])

    def sender(self, *, with_email: bool) -> Sender:
        """Who sends, as the operation takes it."""
        return Sender(
            email=plain_address(self.email.data) if with_email else "",
            name=self.naam.data or "",
            name_shown=NameShown(self.wie.data),
            organisation_name=self.organisatie.data or "",
            capacity=self.hoedanigheid.data or "",
        )


def plain_address(typed: str | None) -> str:
    """An address as it is kept: without white space and in lower case."""
    return (typed or "").strip().casefold()


class CodeForm(PatientForm):
    """The six digits from the mail."""

    code = StringField(_("De zes cijfers uit de e-mail"))


class AddressForm(PatientForm):
    """Another address for the code."""

    adres = email_field(_("Ander e-mailadres"))


class HintForm(Form):
    """What to do with words that may be personal."""

    actie = HiddenField()
    plek = HiddenField()


class LookupForm(Form):
    """A number from a receipt, and the secret key for who has it."""

    nummer = StringField(_("Nummer van uw ontvangstbewijs"), [Needed(_("Vul uw nummer in."))])
    sleutel = StringField(_("Geheime sleutel"))


class LostForm(Form):
    """The address to which a list of numbers may go."""

    email = EmailField(
        _("E-mailadres"), [Needed(EMAIL_WANTED), Regexp(EMAIL_SHAPE, message=EMAIL_WANTED)]
    )


class TextForm(OwnForm):
    """A text with a confidential part, of any length: the limit is judged by the operation."""

    tekst = TextAreaField(_("Uw reactie"), filters=[tidied])
    vertrouwelijk = TextAreaField(_("Vertrouwelijk deel"), filters=[tidied])

    @property
    def surplus(self) -> int:
        """How many characters the text is too long."""
        return max(0, len(clean_typed(self.tekst.data or "").strip()) - LIMIT)
