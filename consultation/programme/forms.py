"""The words of the board: what asks for attention and what is missing; and its two small forms."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # stubs lag
from wtforms.validators import Length

from consultation import clock
from consultation.accounts.models import Organisation
from consultation.errors import Lack
from consultation.programme.queries import BoardRow
from consultation.programme.states import Concern
from consultation.rounds.forms import PHASE_WORDS, date_line, is_of_plan
from consultation.rounds.states import Phase
from consultation.sheets import Column
from consultation.web.forms import TOO_LONG_FOR_FIELD, Form, Needed
from consultation.web.sentences import lack_sentence

ORDERS = {"aandacht": _("Aandacht eerst"), "naam": _("Op naam")}

COMING_WORDS = {
    Phase.ANNOUNCED: _("%(name)s begint"),
    Phase.OPEN: _("%(name)s sluit"),
    Phase.PROCESSING: _("Antwoordnota %(name)s beloofd"),
}


def concern_words(concern: Concern, row: BoardRow) -> str:
    """Why a round asks for attention, in one sentence."""
    return CONCERN_WORDS[concern](row)


def _without_outcome(row: BoardRow) -> str:
    missing = row.standing.missing
    if not missing:
        return str(gettext("Alles heeft een uitkomst. De nota is nog niet geplaatst."))
    return str(
        ngettext("%(num)d reactie zonder uitkomst.", "%(num)d reacties zonder uitkomst.", missing)
    )


def _late(row: BoardRow) -> str:
    days = -(row.days_left or 0)
    late = ngettext("De nota is %(num)d dag te laat.", "De nota is %(num)d dagen te laat.", days)
    return f"{late} {_without_outcome(row)}"


def _soon(row: BoardRow) -> str:
    days = days_words(row.days_left)
    return f"{_without_outcome(row)} {days[:1].upper()}{days[1:]}."


def _not_announced(row: BoardRow) -> str:
    day = clock.date_words(row.standing.opens_on) if row.standing.opens_on else ""
    return str(gettext("De ronde zou op %(day)s beginnen en is niet aangekondigd.", day=day))


def _questions_late(row: BoardRow) -> str:
    return str(
        ngettext(
            "%(num)d vraag uit een vragenuur wacht te lang op antwoord.",
            "%(num)d vragen uit een vragenuur wachten te lang op antwoord.",
            row.standing.late_questions,
        )
    )


def _opens_soon(row: BoardRow) -> str:
    days = (row.standing.opens_on - clock.today()).days if row.standing.opens_on else 0
    return str(
        ngettext(
            "De ronde begint over %(num)d dag en is niet klaar.",
            "De ronde begint over %(num)d dagen en is niet klaar.",
            days,
        )
    )


def _slow(row: BoardRow) -> str:
    since = clock.day_words(row.standing.waiting_since) if row.standing.waiting_since else ""
    return str(gettext("Sinds %(day)s wacht een reactie op controle.", day=since))


def _few(row: BoardRow) -> str:
    inputs = row.standing.inputs
    if not inputs:
        return str(gettext("De ronde sluit bijna en er is nog geen reactie."))
    return str(
        ngettext(
            "De ronde sluit bijna en er is maar %(num)d reactie.",
            "De ronde sluit bijna en er zijn maar %(num)d reacties.",
            inputs,
        )
    )


CONCERN_WORDS: dict[Concern, Callable[[BoardRow], str]] = {
    Concern.NOTE_LATE: _late,
    Concern.NOT_ANNOUNCED: _not_announced,
    Concern.QUESTIONS_LATE: _questions_late,
    Concern.NOTE_SOON: _soon,
    Concern.OPENS_SOON: _opens_soon,
    Concern.CONTROL_SLOW: _slow,
    Concern.FEW_INPUTS: _few,
}


def days_words(left: int | None) -> str:
    """How many days a promise still has, or how late it is."""
    if left is None:
        return ""
    if left < 0:
        return str(ngettext("%(num)d dag te laat", "%(num)d dagen te laat", -left))
    if not left:
        return str(gettext("vandaag"))
    return str(ngettext("nog %(num)d dag", "nog %(num)d dagen", left))


def lack_lines(lacks: Sequence[Lack]) -> list[str]:
    """What is missing, in words: each thing of the round, and of the plan how many of a kind."""
    own = [lack_sentence(lack) for lack in lacks if not is_of_plan(lack)]
    of_plan = Counter(lack.code for lack in lacks if is_of_plan(lack))
    return own + [_counted(code, count) for code, count in of_plan.items()]


def _counted(code: str, count: int) -> str:
    if code == "section_summary_missing":
        return str(
            ngettext("%(num)d samenvatting ontbreekt.", "%(num)d samenvattingen ontbreken.", count)
        )
    if code == "section_room_missing":
        return str(
            ngettext(
                "Bij %(num)d paragraaf ontbreekt de speelruimte.",
                "Bij %(num)d paragrafen ontbreekt de speelruimte.",
                count,
            )
        )
    if code == "section_room_reason_missing":
        return str(
            ngettext(
                "Bij %(num)d paragraaf ontbreekt de reden van de speelruimte.",
                "Bij %(num)d paragrafen ontbreekt de reden van de speelruimte.",
                count,
            )
        )
    return lack_sentence(Lack(code))


COLUMNS = tuple(
    Column(name)
    for name in (
        "categorie", "ronde", "fase", "volgende datum", "aandacht", "ontbreekt", "ontvangen",
        "telt mee", "zonder uitkomst", "antwoord beloofd", "dagen over",
    )
)  # fmt: skip
"""The columns of the board as a sheet."""


def sheet_row(row: BoardRow) -> Mapping[str, str]:
    """A row of the board as a row of a sheet."""
    standing, round = row.standing, row.round
    promised = round.answer_by if round else None
    return {
        "categorie": row.name,
        "ronde": round.title if round else "",
        "fase": str(PHASE_WORDS[standing.phase]) if standing.phase else gettext("Geen ronde"),
        "volgende datum": date_line(round) if round else "",
        "aandacht": " ".join(concern_words(one, row) for one in row.concerns),
        "ontbreekt": " ".join(lack_lines(row.lacks)),
        "ontvangen": str(row.counts.received) if round else "",
        "telt mee": str(standing.inputs) if round else "",
        "zonder uitkomst": str(standing.missing) if round else "",
        "antwoord beloofd": promised.isoformat() if promised else "",
        "dagen over": "" if row.days_left is None else str(row.days_left),
    }


class CategoryForm(Form):
    """A purchasing category: its name, who owns it, and what is bought in it."""

    name = StringField(
        _("Naam van de categorie"),
        [Needed(_("Vul een naam in.")), Length(max=200, message=TOO_LONG_FOR_FIELD)],
    )
    organisation = SelectField(
        _("Van welke organisatie is zij?"), [Needed(_("Kies een organisatie."))]
    )
    description = TextAreaField(
        _("Wat koopt het Rijk in deze categorie?"), [Length(max=2000, message=TOO_LONG_FOR_FIELD)]
    )

    def offer(self, organisations: Sequence[Organisation]) -> None:
        """Give the organisations that can own a category."""
        self.organisation.choices = [SelectChoice(one.slug, one.name) for one in organisations]
