"""What staff send to fill the page of a category, and the words of the chain."""

from datetime import date

from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField
from wtforms.validators import Length

from consultation.categories.models import Category
from consultation.categories.operations.filling import LONGEST_COLOPHON, LONGEST_LINE, THIS_AGE
from consultation.categories.states import Colophon, Link, Stage
from consultation.logbook import Entry, What
from consultation.web.fields import DayField
from consultation.web.forms import TOO_LONG_FOR_FIELD, Form, Needed

STAGE_WORDS = {
    Stage.RESEARCH: _("Onderzoek"),
    Stage.PLAN: _("Categorieplan"),
    Stage.CALENDAR: _("Aanbestedingskalender"),
    Stage.TENDER: _("Aanbesteding"),
    Stage.CONTRACT: _("Contract"),
    Stage.SPENDING: _("Uitgaven"),
}

STAGE_MEANS = {
    Stage.RESEARCH: _("Wat is er nodig, en wat kunnen bedrijven leveren?"),
    Stage.PLAN: _("Hoe gaat het Rijk de komende jaren inkopen?"),
    Stage.CALENDAR: _("Welke aanbestedingen komen eraan, en wanneer?"),
    Stage.TENDER: _("Welke opdracht staat nu open voor bedrijven?"),
    Stage.CONTRACT: _("Met wie is wat afgesproken, en voor hoe lang?"),
    Stage.SPENDING: _("Hoeveel geld gaf het Rijk uit?"),
}

SHORT = Length(max=LONGEST_LINE, message=TOO_LONG_FOR_FIELD)


class ColophonForm(Form):
    """Who keeps a category, and whom people can write to about what."""

    manager = StringField(_("Categoriemanager"), [SHORT])
    manager_contact = StringField(_("Hoe bereiken mensen de categoriemanager?"), [SHORT])
    contract_contact = StringField(_("Waar kunnen mensen terecht over een contract?"), [SHORT])
    complaint_contact = StringField(_("Waar kunnen mensen een klacht sturen?"), [SHORT])
    text = TextAreaField(_("Colofon"), [Length(max=LONGEST_COLOPHON, message=TOO_LONG_FOR_FIELD)])

    def colophon(self) -> Colophon:
        """What was filled in."""
        return Colophon(
            manager=self.manager.data or "",
            manager_contact=self.manager_contact.data or "",
            contract_contact=self.contract_contact.data or "",
            complaint_contact=self.complaint_contact.data or "",
            text=self.text.data or "",
        )

    @classmethod
    def of(cls, category: Category) -> "ColophonForm":
        """The form filled with what the category says now."""
        form: ColophonForm = cls(obj=category.colophon)
        return form


class LinkForm(Form):
    """Where one step of the chain can be read."""

    address = StringField(_("Adres"), [Needed(_("Vul een adres in."))])
    title = StringField(_("Woorden van de link"), [SHORT])
    dated_on = DayField(_("Datum"), [Needed(_("Kies een dag."))], years=THIS_AGE)
    source = StringField(_("Bron"), [Needed(_("Schrijf op waar dit vandaan komt.")), SHORT])
    reference = StringField(_("Nummer of kenmerk"), [SHORT])

    def link(self) -> Link:
        """What was filled in."""
        return Link(
            address=self.address.data or "",
            dated_on=self.dated_on.data or date.min,
            source=self.source.data or "",
            title=self.title.data or "",
            reference=self.reference.data or "",
        )


class ClearForm(Form):
    """Saying that a step is not known yet: nothing to fill in."""


CHANGE_WORDS = {
    What.CATEGORY_CREATED: _("Categorie gemaakt"),
    What.CATEGORY_EDITED: _("Naam, organisatie of omschrijving gewijzigd"),
    What.COLOPHON_WRITTEN: _("Colofon gewijzigd"),
    What.CHAIN_LINK_SET: _("%(stage)s ingevuld"),
    What.CHAIN_LINK_CLEARED: _("%(stage)s weer op “nog niet bekend” gezet"),
}


def change_words(entry: Entry) -> str:
    """What a line of the logbook says was changed in a category, with what stood there before."""
    stage = entry.details.get("stage")
    words = str(CHANGE_WORDS[entry.what])
    if stage is None:
        return words
    before = entry.details.get("before")
    told = words % {"stage": STAGE_WORDS[Stage(stage)]}
    return f"{told}. {str(_('Eerst: %(address)s')) % before}" if before else told
