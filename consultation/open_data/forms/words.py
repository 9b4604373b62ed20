"""Hard words as the API shows them."""

from consultation.accounts.models import Organisation
from consultation.glossary.states import Word
from consultation.open_data.forms.shapes.words import Begrip


def word_shape(word: Word, owner: Organisation | None, address: str) -> Begrip:
    """A word as it stands at this address."""
    texts = word.texts
    anchor = f"{word.anchor}-{owner.slug}" if owner else word.anchor
    return Begrip(
        id=anchor.removeprefix("woord-"),
        adres=f"{address}#{anchor}",
        woord=texts.word,
        vormen=list(texts.forms),
        uitleg=texts.meaning,
        gewoner=texts.plainer or None,
        officiele_omschrijving=texts.official or None,
        bron=texts.source or None,
        van=owner.slug if owner else None,
    )
