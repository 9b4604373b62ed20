"""What an officer writes about a section, and what differs when two people wrote at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # stubs lag

from consultation.comparison.words import Piece, marked
from consultation.errors import DomainError, Invalid
from consultation.plans.forms.screens import LATER
from consultation.plans.forms.words import ROOM_WORDS
from consultation.plans.models import Section
from consultation.plans.operations import MOST_QUESTIONS, SectionTexts, cleaned, texts_of
from consultation.plans.states import Room
from consultation.typed import whole_number
from consultation.web.forms import Form

UNTYPED = frozenset({"csrf_token", "edition", "edition_now"})
"""Fields that nobody types in."""


class SectionForm(Form):
    """What an officer writes about a section."""

    edition = HiddenField()
    edition_now = HiddenField()
    """The edition that stands beside one's own text on the page of a conflict."""
    summary = TextAreaField(_("In het kort"), [LATER])
    room = RadioField(
        _("Speelruimte"),
        choices=[
            SelectChoice(Room.OPEN.value, _("Open: hier kan nog veel anders")),
            SelectChoice(Room.PARTLY.value, _("Deels open: een deel ligt vast")),
            SelectChoice(Room.FIXED.value, _("Ligt vast: wet of besluit")),
        ],
        validate_choice=False,
    )
    room_reason = TextAreaField(_("Waarom is er zoveel ruimte?"), [LATER])
    question_1 = TextAreaField(_("Vraag 1"))
    why_1 = TextAreaField(_("Waarom stelt u vraag 1?"))
    question_2 = TextAreaField(_("Vraag 2"))
    why_2 = TextAreaField(_("Waarom stelt u vraag 2?"))
    question_3 = TextAreaField(_("Vraag 3"))
    why_3 = TextAreaField(_("Waarom stelt u vraag 3?"))
    asks_reactions = BooleanField(_("Mensen kunnen op deze paragraaf reageren"))

    @classmethod
    def of(cls, section: Section) -> "SectionForm":
        """The form filled with what stands there now."""
        form: SectionForm = cls(
            formdata=None,
            data={
                "edition": str(section.edition),
                "summary": section.summary,
                "room": section.room.value if section.room else None,
                "room_reason": section.room_reason,
                "asks_reactions": section.asks_reactions,
                **{f"question_{n}": q.text for n, q in enumerate(section.questions, start=1)},
                **{f"why_{n}": q.why for n, q in enumerate(section.questions, start=1)},
            },
        )
        return form

    @classmethod
    def again(cls, typed: Mapping[str, Any], seen: str) -> "SectionForm":
        """The form filled with what somebody typed before and did not save."""
        form: SectionForm = cls(formdata=None, data={**typed, "edition": seen})
        return form

    @property
    def seen_edition(self) -> int:
        """The edition that the writer saw; 0 is none, and never the newest."""
        typed = str(self.edition_now.data or self.edition.data or "")
        return whole_number(typed) or 0

    def see(self, section: Section) -> None:
        """The writer sees now what stands there; a working copy still knows what they saw first."""
        self.edition_now.data = str(section.edition)

    def begin_at(self, section: Section) -> None:
        """Nothing that the writer typed differs from what stands there: they go on from that."""
        self.edition.data, self.edition_now.data = str(section.edition), ""

    def typed(self) -> dict[str, Any]:
        """What stands in the fields, as a working copy keeps it."""
        return {field.name: field.data or "" for field in self if field.name not in UNTYPED}

    def texts(self) -> SectionTexts:
        """What was filled in."""
        questions = tuple(
            (self[f"question_{n}"].data or "", self[f"why_{n}"].data or "")
            for n in range(1, MOST_QUESTIONS + 1)
            if self[f"question_{n}"].data or self[f"why_{n}"].data
        )
        return SectionTexts(
            summary=self.summary.data or "",
            room=Room(self.room.data) if self.room.data in set(Room) else None,
            room_reason=self.room_reason.data or "",
            questions=questions,
            asks_reactions=bool(self.asks_reactions.data),
        )

    def refuse(self, error: DomainError) -> None:
        """A fault in the questions is shown at the one that it is about."""
        if isinstance(error, Invalid) and "questions" in error.fields:
            error = Invalid(**{self._faulty(): error.fields["questions"]})
        super().refuse(error)

    def _faulty(self) -> str:
        """The first question or reason of which the other half is missing."""
        for n in range(1, MOST_QUESTIONS + 1):
            if bool(self[f"question_{n}"].data) != bool(self[f"why_{n}"].data):
                return f"why_{n}" if self[f"question_{n}"].data else f"question_{n}"
        return "question_1"


PARTS = {
    "summary": _("In het kort"),
    "room": _("Speelruimte"),
    "room_reason": _("Waarom is er zoveel ruimte?"),
    "questions": _("Onze vragen"),
    "asks_reactions": _("Mensen kunnen reageren"),
}
"""What can differ between two people, by the names of `SectionTexts`."""

TAKE = "neem-"
"""How the name of a choice between two texts begins in the form of a conflict."""

THEIRS = "hunne"


@dataclass(frozen=True)
class Difference:
    """A part that two people wrote differently: the words of the other, marked."""

    name: str
    label: str
    theirs: tuple[Piece, ...]


def differences(mine: SectionTexts, section: Section) -> list[Difference]:
    """What somebody else has in another way, part by part."""
    theirs, mine = texts_of(section), cleaned(mine)
    return [
        Difference(name, str(label), tuple(marked(_words(theirs, name), _words(mine, name))[0]))
        for name, label in PARTS.items()
        if getattr(theirs, name) != getattr(mine, name)
    ]


def taken_from(section: Section, chosen: Iterable[str], mine: SectionTexts) -> SectionTexts:
    """One's own texts, but of the chosen parts what stands there now."""
    theirs = texts_of(section)
    return replace(mine, **{name: getattr(theirs, name) for name in chosen if name in PARTS})


def _words(texts: SectionTexts, part: str) -> str:
    if part == "questions":
        return "\n".join(f"{text} ({why})" for text, why in texts.questions)
    if part == "room":
        return str(ROOM_WORDS[texts.room]) if texts.room else ""
    if part == "asks_reactions":
        return str(gettext("ja") if texts.asks_reactions else gettext("nee"))
    return str(getattr(texts, part))
