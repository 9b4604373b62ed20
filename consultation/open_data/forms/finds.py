"""What was found, as the API shows it."""

from collections.abc import Iterable

from consultation.open_data.forms.shapes import Vondst
from consultation.plain_language.finding import Stretch
from consultation.search.queries import Found


def found_thing(found: Found, *, base: str) -> Vondst:
    """One thing that was found; a reaction or an answer has the title of its round."""
    return Vondst(
        soort=found.kind,
        id=found.id,
        adres=base + found.path,
        ronde=found.round.slug,
        titel=_plain(found.title) or found.round.title,
        fragment=_plain(found.excerpt),
    )


def _plain(stretches: Iterable[Stretch]) -> str:
    return "".join(one.text for one in stretches)
