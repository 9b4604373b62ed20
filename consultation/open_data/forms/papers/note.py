"""A response note as a paper: what stands in it is what was frozen, without any text of others."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup, escape

from consultation import clock
from consultation.answers.forms import OUTCOME_WORDS
from consultation.answers.states import Outcome
from consultation.open_data.forms.papers.plan import labels
from consultation.papers.paper import Paper, Part
from consultation.response_notes.models import ResponseNote
from consultation.rounds.queries import LICENCE
from consultation.safe_html import typed_to_html

Content = Mapping[str, Any]

TABLE = Markup("<table><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>")


def note_paper(note: ResponseNote, content: Content, *, address: str) -> Paper:
    """What the note says; `content` is the published one, or that of a note in the making."""
    round = note.round
    title = f"{_('Wat deden wij met de reacties?')} {content['titel']}"
    return Paper(
        title=title,
        facts=tuple(_facts(note, address)),
        address=address,
        footer=f"{_('Antwoordnota')} {content['titel']} · {address}",
        parts=tuple(_parts(content)),
        labels=labels(),
        author=round.organisation.name,
        summary=content["in_het_kort"],
        chapters_begin_pages=False,
    )


def _facts(note: ResponseNote, address: str) -> Iterator[tuple[str, str]]:
    yield _("Eigenaar"), note.round.organisation.name
    if note.published_at is None:
        yield _("Stand"), _("Concept: niet openbaar")
    else:
        yield _("Openbaar sinds"), clock.date_words(note.published_at)
        yield _("Controlegetal"), note.published_hash
    yield _("Vast adres"), address
    yield _("Licentie"), LICENCE


def _parts(content: Content) -> Iterator[Part]:
    yield _chapter("kort", _("In het kort"), _typed(content["in_het_kort"]))
    if content["veranderingen"]:
        yield _chapter("veranderd", _("Wat is er veranderd?"))
        for change in content["veranderingen"]:
            yield _change(change)
    if content["themas"]:
        yield _chapter("themas", _("Wat hoorden wij, en wat doen wij?"))
        for theme in content["themas"]:
            yield _theme(theme)
    if content["wie_hoorden_wij_niet_genoeg"]:
        heard = _typed(content["wie_hoorden_wij_niet_genoeg"])
        yield _chapter("gemist", _("Wie hoorden wij niet genoeg?"), heard)
    yield _chapter("cijfers", _("De uitkomst in cijfers"), (_numbers(content["aantallen"]),))
    yield _chapter("elke-reactie", _("Elke reactie"), (_inputs(content["inbreng"]),))


def _chapter(anchor: str, title: str, blocks: Sequence[str] = ()) -> Part:
    return Part(title=title, anchor=anchor, blocks=tuple(blocks))


def _typed(text: str) -> tuple[str, ...]:
    html = typed_to_html(text)
    return (str(html),) if html else ()


def _change(change: Content) -> Part:
    said = (
        (_("Oud"), change["oud"] or _("Dit stond er niet.")),
        (_("Nieuw"), change["nieuw"] or _("Dit is weg.")),
        (_("Waarom?"), change["reden"]),
        (_("Dit komt door"), ", ".join(change["inbreng"])),
    )
    return Part(title=change["naam"] or _("Het hele plan"), level=2, blocks=_named(said))


def _theme(theme: Content) -> Part:
    said = (
        (_("Wat hoorden wij?"), theme["wat_hoorden_wij"]),
        (_("Wat doen wij?"), theme["wat_doen_wij"]),
        (_("Waarom?"), theme["waarom"]),
        (_("Wat doen wij niet?"), theme["wat_niet"]),
    )
    return Part(title=theme["titel"], level=2, blocks=_named(said))


def _named(said: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """A paragraph for each thing that is said, under its name."""
    line = Markup("<p><strong>{}</strong><br>{}</p>")
    return tuple(str(line.format(name, _lines(text))) for name, text in said if text)


def _lines(text: str) -> Markup:
    return Markup("<br>").join(escape(line) for line in text.split("\n"))


def _numbers(numbers: Content) -> str:
    counts = [(str(OUTCOME_WORDS[Outcome(word)]), n) for word, n in numbers["per_uitkomst"].items()]
    counts += [
        (word.capitalize(), n) for word, n in numbers["per_stand"].items() if word != "beantwoord"
    ]
    caption = ngettext(
        "%(num)d reactie, elk met een uitkomst",
        "%(num)d reacties, elk met een uitkomst",
        numbers["totaal"],
    )
    rows = [(word, str(count)) for word, count in counts]
    return _table(caption, (_("Uitkomst"), _("Aantal")), rows)


def _inputs(entries: Sequence[Content]) -> str:
    caption = ngettext(
        "%(num)d reactie met haar uitkomst", "%(num)d reacties met hun uitkomst", len(entries)
    )
    heads = (_("Nummer"), _("Paragraaf"), _("Uitkomst"), _("Reden"), _("Antwoord"))
    rows = [row for entry in entries for row in _rows(entry)]
    return _table(caption, heads, rows)


def _rows(entry: Content) -> Iterator[tuple[str | Markup, ...]]:
    place = entry.get("naam") or _("Het hele plan")
    for point in entry["punten"]:
        outcome = str(OUTCOME_WORDS[Outcome(point["uitkomst"])])
        answer = typed_to_html(point["antwoord"])
        yield entry["nummer"], place, outcome, point["reden"], answer
    if not entry["punten"]:
        yield entry["nummer"], place, entry["stand"], "", ""


def _table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str | Markup]]) -> str:
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(one) for one in heads)
    body = Markup("").join(_row(row) for row in rows)
    return str(TABLE.format(caption, head, body))


def _row(row: Sequence[str | Markup]) -> Markup:
    first = Markup('<tr><th scope="row">{}</th>').format(row[0])
    rest = Markup("").join(Markup("<td>{}</td>").format(cell) for cell in row[1:])
    return first + rest + Markup("</tr>")
