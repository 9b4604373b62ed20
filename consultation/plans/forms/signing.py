"""What a language coach sends: the checklist, for one summary or for those of a chapter."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # stubs lag

from consultation.plans.models import Section
from consultation.web.forms import Form

CHECKLIST = (
    _("Het doel is meteen duidelijk."),
    _("De tekst spreekt de lezer aan met u."),
    _("Er staat alleen wat voor de lezer telt."),
    _("Het belangrijkste staat vooraan."),
    _("Elk stukje heeft één boodschap en is kort."),
    _("De zinnen zijn kort: hooguit één komma."),
    _("Er staan geen afkortingen in."),
    _("Er staan geen vage woorden en geen beeldspraak in."),
    _("De samenvatting klopt met de officiële tekst."),
)
"""What a language coach looks at, in our own words, after the checklist of Direct Duidelijk."""


class ChecklistForm(Form):
    """The checklist of the language coach; every line has to hold."""

    checks = SelectMultipleField(_("Wat klopt er?"), validate_choice=False)

    def offer(self) -> None:
        """Give the lines of the checklist."""
        self.checks.choices = [SelectChoice(str(n), one) for n, one in enumerate(CHECKLIST)]

    def is_whole(self) -> bool:
        """Whether every line was ticked; says so at the list when not."""
        if len(set(self.checks.data or ())) >= len(CHECKLIST):
            return True
        self.checks.errors = [
            gettext("Vink elk punt aan. Klopt er een niet? Verbeter dan eerst de samenvatting.")
        ]
        return False


class SignForm(ChecklistForm):
    """One summary is clear, in the edition that was read."""

    seen = HiddenField()


class SignChapterForm(ChecklistForm):
    """These summaries of a chapter are clear, each in the edition that was read."""

    clear = SelectMultipleField(_("Welke samenvattingen zijn duidelijk?"), validate_choice=False)

    def offer_summaries(self, sections: Sequence[Section]) -> None:
        """Give the summaries to choose from; one that was saved since is no longer ticked."""
        self.clear.choices = [SelectChoice(edition_of(one), one.name) for one in sections]

    def chosen(self, sections: Sequence[Section]) -> list[Section]:
        """The sections whose summary was ticked; says so at the list when there are none."""
        ticked = set(self.clear.data or ())
        chosen = [one for one in sections if edition_of(one) in ticked]
        if not chosen:
            self.clear.errors = [gettext("Vink aan welke samenvattingen duidelijk zijn.")]
        return chosen


def edition_of(section: Section) -> str:
    """What a person had before them: the section and its edition."""
    return f"{section.permanent_id}-{section.edition}"
