"""What the desk sends along and takes back: the sheet of answers."""

from collections.abc import Iterable, Iterator

from flask_babel import gettext as _

from consultation.answers.forms import OUTCOME_WORDS
from consultation.contributions.forms import KIND_WORDS
from consultation.contributions.queries import Shown
from consultation.desk.queries.sheet import InputForSheet


def answer_rows(inputs: Iterable[InputForSheet]) -> Iterator[dict[str, str]]:
    """The rows of the sheet of answers: what is decided is filled in, the rest is empty."""
    for one in inputs:
        decided = one.decided
        answer = decided.answer.newest.text if decided and decided.answer else ""
        yield {
            "nummer": one.row.reference,
            "paragraaf": _place(one),
            "soort": str(KIND_WORDS[one.row.kind]),
            "reactie": "\n".join(
                "".join(map(_words, paragraph)) for paragraph in one.row.paragraphs
            ),
            "uitkomst": str(OUTCOME_WORDS[decided.outcome]) if decided else "",
            "reden": decided.reason if decided else "",
            "antwoord": answer,
            "editie": str(one.edition),
        }


def _words(stretch: Shown) -> str:
    """Words as they are; what the public may not read says so, for a sheet travels."""
    if not stretch.mark:
        return stretch.text
    return str(_("[niet openbaar: %(text)s]", text=stretch.text))


def _place(one: InputForSheet) -> str:
    row = one.row
    if not row.section_permanent_id:
        return row.unknown_number or str(_("het hele plan"))
    alinea = f", {_('alinea')} {row.alinea_number}" if row.alinea_number else ""
    return f"{row.section_name}{alinea}"
