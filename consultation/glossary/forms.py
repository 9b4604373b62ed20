"""What an officer sends about a word, and the sheet with all words."""

from collections.abc import Iterable, Iterator

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, StringField, TextAreaField

from consultation.glossary.models import Term
from consultation.glossary.operations import TermRow
from consultation.glossary.states import TermTexts, Word
from consultation.sheets.columns import Column
from consultation.sheets.reading import read_rows
from consultation.typed import whole_number
from consultation.web.forms import Form, Needed


class TermForm(Form):
    """A word with its explanation."""

    edition = HiddenField()
    word = StringField(_("Het moeilijke woord"), [Needed(_("Vul het woord in dat u uitlegt."))])
    meaning = TextAreaField(
        _("Wat betekent het?"), [Needed(_("Schrijf in gewone woorden op wat het betekent."))]
    )
    plainer = StringField(_("Wat zegt u liever?"))
    forms = TextAreaField(_("Andere vormen van het woord"))
    official = TextAreaField(_("Officiële omschrijving"))
    source = StringField(_("Bron van de officiële omschrijving"))
    in_place = BooleanField(_("Leg dit woord uit in de tekst van plannen"))

    @classmethod
    def of(cls, term: Term) -> "TermForm":
        """The form filled with what stands there now."""
        form: TermForm = cls(data=_filled(term.texts) | {"edition": str(term.edition)})
        return form

    @classmethod
    def about(cls, texts: TermTexts) -> "TermForm":
        """The form for a new word, with what is known of it already."""
        form: TermForm = cls(data=_filled(texts))
        return form

    @property
    def seen_edition(self) -> int:
        """The edition that the writer saw; 0 is none, and never the newest."""
        typed = str(self.edition.data or "")
        return whole_number(typed) or 0

    def texts(self) -> TermTexts:
        """What was filled in."""
        return TermTexts(
            word=self.word.data or "",
            meaning=self.meaning.data or "",
            plainer=self.plainer.data or "",
            forms=tuple((self.forms.data or "").splitlines()),
            official=self.official.data or "",
            source=self.source.data or "",
            in_place=bool(self.in_place.data),
        )


def _filled(texts: TermTexts) -> dict[str, object]:
    return {
        "word": texts.word,
        "meaning": texts.meaning,
        "plainer": texts.plainer,
        "forms": "\n".join(texts.forms),
        "official": texts.official,
        "source": texts.source,
        "in_place": texts.in_place,
    }


class RemoveForm(Form):
    """Taking a word out of the list: only to be sure."""


SHEET = (
    Column("woord", ("term", "begrip"), required=True, width=30),
    Column("uitleg", ("betekenis",), required=True, width=60),
    Column("zeg liever", ("gewoner",), width=30),
    Column("andere vormen", ("vormen",), width=30),
    Column("officiële omschrijving", ("definitie",), width=60),
    Column("bron", width=40),
    Column("in de tekst", width=12),
)
"""The sheet with words: a row for each, other forms with a semicolon between them."""

NOTE = _(
    "Een rij per woord. Zet tussen andere vormen een puntkomma. "
    "Zet bij 'in de tekst' nee als het woord alleen in de lijst hoort. "
    "Woorden die niet in het blad staan, blijven zoals zij zijn."
)

NO = frozenset({"nee", "n", "no"})


def sheet_of(words: Iterable[Word]) -> Iterator[dict[str, str]]:
    """A row for each word."""
    for word in words:
        texts = word.texts
        yield {
            "woord": texts.word,
            "uitleg": texts.meaning,
            "zeg liever": texts.plainer,
            "andere vormen": "; ".join(texts.forms),
            "officiële omschrijving": texts.official,
            "bron": texts.source,
            "in de tekst": "ja" if texts.in_place else "nee",
        }


def rows_of_terms(data: bytes, filename: str) -> list[TermRow]:
    """The rows of a sheet with words; raises SheetRefused when it is none."""
    return [
        TermRow(
            row.number,
            TermTexts(
                word=row["woord"],
                meaning=row["uitleg"],
                plainer=row["zeg liever"],
                forms=tuple(part.strip() for part in row["andere vormen"].split(";")),
                official=row["officiële omschrijving"],
                source=row["bron"],
                in_place=row["in de tekst"].strip().casefold() not in NO,
            ),
        )
        for row in read_rows(data, filename, columns=SHEET)
    ]
