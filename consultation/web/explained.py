"""Words explained where they stand: the first time in a section, a link to what they mean."""

import re
from collections.abc import Mapping
from html import escape, unescape
from itertools import chain, pairwise

from markupsafe import Markup

from consultation.plain_language.terms import TermFinder

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
"""A tag of markup that was cleaned: every quote in it has its pair."""

LEFT_ALONE = frozenset({"a", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "th", "button"})
"""What holds no link of ours: another link, and what names a part of the page."""


class Explainer:
    """Links the first occurrence of each word in a row of texts to its explanation below them.

    The words themselves stay as they are, letter for letter, so that what people quoted is still
    found. `explained` says which words were met, in the order of the text.
    """

    def __init__(self, finder: TermFinder, anchors: Mapping[str, str]) -> None:
        self._finder = finder
        self._anchors = anchors
        self.explained: dict[str, str] = {}

    def __call__(self, html: str) -> Markup:
        """The same markup with a link at each word that was not met before."""
        parts: list[str] = []
        at = depth = 0
        for tag in TAG.finditer(html):
            parts.append(self._text(html[at : tag.start()], is_free=depth == 0))
            parts.append(tag[0])
            if tag[2].lower() in LEFT_ALONE:
                depth = max(0, depth - 1) if tag[1] else depth + 1
            at = tag.end()
        parts.append(self._text(html[at:], is_free=depth == 0))
        return Markup("".join(parts))  # noqa: S704 - cleaned before, and only our links are added

    def _text(self, text: str, *, is_free: bool) -> str:
        if not is_free or not text.strip():
            return text
        plain = unescape(text)
        new = [one for one in self._finder.find(plain) if self._is_first(one.key)]
        if not new:
            return text
        ends = [0, *chain.from_iterable((one.start, one.end) for one in new), len(plain)]
        pieces = [escape(plain[a:b], quote=False) for a, b in pairwise(ends)]
        for place, one in enumerate(new):
            anchor = escape(self._anchors[one.key])
            link = f'<a class="term" id="in-tekst-{anchor}" href="#{anchor}">'
            pieces[2 * place + 1] = f"{link}{pieces[2 * place + 1]}</a>"
        return "".join(pieces)

    def _is_first(self, key: str) -> bool:
        """Whether a word was not met before; from now on it was."""
        if key in self.explained:
            return False
        self.explained[key] = self._anchors[key]
        return True
