"""The words of a round's phases, dates and steps, and where each lack is mended."""

from flask_babel import lazy_gettext as _

from consultation import clock
from consultation.errors import Lack
from consultation.rounds.models import Round
from consultation.rounds.queries import last_moment, next_date
from consultation.rounds.states import Phase, QuestionKind

PHASE_WORDS = {
    Phase.PREPARATION: _("In voorbereiding"),
    Phase.ANNOUNCED: _("Aangekondigd"),
    Phase.OPEN: _("Open"),
    Phase.PROCESSING: _("Wij lezen alles"),
    Phase.ANSWERED: _("Beantwoord"),
    Phase.WITHDRAWN: _("Ingetrokken"),
}

PHASE_SLUGS = {
    "aangekondigd": Phase.ANNOUNCED,
    "open": Phase.OPEN,
    "wij-lezen-alles": Phase.PROCESSING,
    "beantwoord": Phase.ANSWERED,
    "ingetrokken": Phase.WITHDRAWN,
}
"""The phases of public rounds, as an address says them."""

PHASE_TONES = {
    Phase.PREPARATION: "neutral",
    Phase.ANNOUNCED: "info",
    Phase.OPEN: "positive",
    Phase.PROCESSING: "caution",
    Phase.ANSWERED: "positive",
    Phase.WITHDRAWN: "negative",
}

DATE_WORDS = {
    Phase.PREPARATION: _("Begint op %(day)s, als zij is aangekondigd"),
    Phase.ANNOUNCED: _("Begint op %(day)s"),
    Phase.OPEN: _("Open tot en met %(day)s"),
    Phase.PROCESSING: _("Antwoord uiterlijk %(day)s"),
    Phase.ANSWERED: _("Beantwoord op %(day)s"),
    Phase.WITHDRAWN: _("Ingetrokken op %(day)s"),
}

STEP_WORDS = {
    "announced": _("Aangekondigd"),
    "open": _("Lezen en reageren"),
    "reading": _("Wij lezen alles"),
    "answering": _("Wij antwoorden"),
    "answered": _("Antwoordnota"),
}

QUESTION_KINDS = {
    QuestionKind.OPEN.value: _("Met eigen woorden"),
    QuestionKind.CHOICE.value: _("Uit een lijst kiezen"),
    QuestionKind.MISSING.value: _("Zeggen wat er ontbreekt"),
}

MEND = {
    "charter_can_change_missing": "can_change",
    "charter_is_fixed_missing": "is_fixed",
    "charter_who_decides_missing": "who_decides",
    "charter_what_we_do_missing": "what_we_do",
    "charter_when_answer_missing": "when_answer",
    "openness_rules_missing": "not_to_share",
    "disclaimer_missing": "disclaimer",
    "contact_missing": "contact_name",
    "contact_how_missing": "contact_how",
    "intro_missing": "intro",
    "dates_missing": "opens_on",
    "closes_before_it_opens": "closes_on",
    "answer_before_it_closes": "answer_by",
    "closes_in_the_past": "closes_on",
    "question_missing": "questions-0-text",
    "question_reason_missing": "questions-0-why",
    "question_choices_missing": "questions-0-choices",
    "version_missing": "version",
}
"""The field in which each thing that a round itself lacks can be mended."""


def is_of_plan(lack: Lack) -> bool:
    """Whether the plan lacks this, and not the round itself."""
    return lack.code not in MEND


def date_line(round: Round) -> str:
    """The next date of a round in words, with what happens on it."""
    now = clock.now()
    phase = round.phase(now)
    moment = last_moment(round) if phase is Phase.OPEN else next_date(round, now)
    return str(DATE_WORDS[phase]) % {"day": clock.date_words(moment)} if moment else ""
