"""The form of a reaction, and its twin for staff who write down what came in elsewhere."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import DateField, HiddenField, RadioField, SelectField, StringField, TimeField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # stubs lag
from wtforms.validators import Length, Optional

from consultation import clock
from consultation.comparison.standing import Standing
from consultation.comparison.verdicts import Verdict
from consultation.contributions.forms import KIND_WORDS, NAME_WORDS, TextForm, choices_of
from consultation.contributions.states import LIMIT, Channel, Elsewhere, Kind, NameShown, Sender
from consultation.plain_language.hints import cut_in_parts
from consultation.plans.models import Section
from consultation.reactions.operations import InputRow, Words, input_rows
from consultation.reactions.queries import Stand
from consultation.safe_html import clean_typed
from consultation.sheets.columns import Column
from consultation.sheets.reading import read_rows
from consultation.typed import whole_number
from consultation.web.forms import TOO_LONG_FOR_FIELD, Form, Needed

CHANNEL_WORDS = {
    Channel.PAPER: _("Op papier"),
    Channel.PHONE: _("Per telefoon"),
    Channel.DESK: _("Aan de balie"),
    Channel.MEETING: _("Op een bijeenkomst"),
}

SHOWN = 60
"""Characters of an alinea in the list to choose from."""


class WordsForm(TextForm):
    """What somebody wants to say. Only the text is obligatory."""

    soort = RadioField(
        _("Wat is uw reactie?"),
        choices=choices_of(KIND_WORDS),
        default=Kind.OPINION.value,
    )
    sleutel = HiddenField()
    geopend = HiddenField()
    knip = HiddenField()

    @property
    def parts(self) -> list[str]:
        """The text in as few parts as the limit allows: what a cut would give."""
        return cut_in_parts(clean_typed(self.tekst.data or ""), LIMIT)

    def words(self) -> Words:
        """What was written; in parts when its writer asked to cut it."""
        text = self.tekst.data or ""
        parts = self.parts if self.knip.data and self.surplus else [text]
        return Words(Kind(self.soort.data), parts or [text], self.vertrouwelijk.data or "")


class ReactionForm(WordsForm):
    """A reaction to a section, with the alinea chosen from a list (T16)."""

    alinea = SelectField(_("Over welke alinea gaat het?"), validate_choice=False)

    def offer(self, section: Section | None) -> None:
        """Offer the alineas of a section to choose from."""
        whole = SelectChoice("", gettext("De hele paragraaf"))
        alineas = section.alineas if section is not None else []
        self.alinea.choices = [
            whole,
            *((str(one.number), _shown(one.number, one.text)) for one in alineas),
        ]

    @property
    def alinea_number(self) -> int | None:
        """The alinea that was chosen, if any."""
        return whole_number(self.alinea.data)


def _shown(number: int, text: str) -> str:
    start = text if len(text) <= SHOWN else text[:SHOWN].rsplit(" ", 1)[0] + " ..."
    return str(gettext("Alinea %(number)s: %(start)s", number=number, start=start))


class EnterForm(WordsForm):
    """The same form for staff: with the place by number, the channel and the day it came in."""

    paragraaf = StringField(
        _("Over welke paragraaf gaat het?"), [Length(0, 40, TOO_LONG_FOR_FIELD)]
    )
    alinea = StringField(_("Nummer van de alinea"), [Length(0, 10, TOO_LONG_FOR_FIELD)])
    kanaal = RadioField(
        _("Hoe kwam het binnen?"),
        choices=choices_of(CHANNEL_WORDS),
        default=Channel.PAPER.value,
    )
    dag = DateField(_("Dag waarop het binnenkwam"), [Optional()])
    tijd = TimeField(_("Tijd waarop het binnenkwam"), [Optional()])
    wie = RadioField(
        _("Wie ziet de naam?"),
        choices=choices_of(NAME_WORDS),
        default=NameShown.NONE.value,
    )
    naam = StringField(_("Naam"), [Length(0, 120, TOO_LONG_FOR_FIELD)])
    organisatie = StringField(_("Organisatie"), [Length(0, 200, TOO_LONG_FOR_FIELD)])

    def sender(self) -> Sender:
        """Who said it, as far as they told."""
        return Sender(
            name=self.naam.data or "",
            name_shown=NameShown(self.wie.data),
            organisation_name=self.organisatie.data or "",
        )

    def elsewhere(self) -> Elsewhere:
        """How and when it reached us."""
        return Elsewhere(Channel(self.kanaal.data), self._moment())

    def _moment(self) -> datetime | None:
        if self.dag.data is None:
            return None
        hour = self.tijd.data or datetime.min.time().replace(hour=12)
        return clock.local_moment(self.dag.data, hour)


INPUT_SHEET = (
    Column("paragraaf", ("nummer van de paragraaf", "par", "section")),
    Column("alinea"),
    Column("soort", ("soort reactie",)),
    Column("tekst", ("reactie", "vraag", "inbreng"), required=True, width=60),
    Column("naam"),
    Column("organisatie"),
    Column("ontvangen_op", ("ontvangen", "datum", "datum ontvangst")),
)
"""The sheet of inputs; the first names are those of the contract."""

NUMBER_SHEET = (Column("rij"), Column("nummer"))


def rows_of_inputs(data: bytes, filename: str, round_slug: str) -> list[InputRow]:
    """The rows of a sheet of inputs; raises SheetRefused when it is none."""
    rows = read_rows(data, filename, columns=INPUT_SHEET)
    return list(input_rows(round_slug, ((row.number, row.values) for row in rows)))


class SheetForm(Form):
    """A sheet with inputs, a row each."""

    ronde = SelectField(_("Ronde"), [Needed(_("Kies een ronde."))], validate_choice=False)
    blad = FileField(
        _("Blad met inbreng (csv, xlsx, ods of json)"), [Needed(_("Kies een bestand."))]
    )
    kanaal = RadioField(
        _("Hoe kwam het binnen?"),
        choices=choices_of(CHANNEL_WORDS),
        default=Channel.PAPER.value,
    )

    def elsewhere(self) -> Elsewhere:
        """How the rows reached us; when stands in the rows themselves."""
        return Elsewhere(Channel(self.kanaal.data))


class NumbersForm(Form):
    """The numbers that a sheet got, to take along as a sheet."""

    nummers = HiddenField()

    @classmethod
    def of(cls, accepted: Iterable[tuple[int, str]]) -> "NumbersForm":
        """The form filled with row and number of each input."""
        lines = " ".join(f"{row}:{receipt}" for row, receipt in accepted)
        form: NumbersForm = cls(formdata=None, data={"nummers": lines})
        return form

    def lines(self) -> Iterator[dict[str, str]]:
        """A line a row."""
        for one in (self.nummers.data or "").split():
            row, _colon, receipt = one.partition(":")
            yield {"rij": row, "nummer": receipt}


def stand_words(stand: Stand) -> str:
    """To which version a reaction belongs, and what happened to its text in a newer one (F7)."""
    belongs = gettext("Deze reactie hoort bij versie %(number)s.", number=stand.was.number)
    return f"{belongs} {changed_words(stand)}"


def changed_words(stand: Stand) -> str:
    """What happened to a text in a newer version."""
    place, now = stand.standing, stand.now.number
    if place.verdict is Verdict.SAME:
        return str(gettext("In versie %(now)s is de tekst gelijk.", now=now))
    if place.verdict is Verdict.CHANGED:
        return str(gettext("In versie %(now)s is de tekst gewijzigd.", now=now))
    if place.section is None or place.verdict is Verdict.REMOVED:
        return str(gettext("In versie %(now)s is de tekst vervallen.", now=now))
    moved = gettext(
        "In versie %(now)s is de tekst verplaatst naar %(section)s.",
        now=now,
        section=_place_words(place),
    )
    changed = gettext("De tekst is ook gewijzigd.") if place.is_changed else ""
    return f"{moved} {changed}".strip()


def _place_words(place: Standing) -> str:
    """The section where a text stands now, and its alinea."""
    section = place.section.name if place.section else ""
    if place.alinea is None:
        return section
    return str(
        gettext("%(section)s, alinea %(number)s", section=section, number=place.alinea.number)
    )
