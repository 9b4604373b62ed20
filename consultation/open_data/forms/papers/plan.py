"""A version of a plan as a paper: the official text, with its colophon."""

from collections.abc import Iterator, Mapping, Sequence

from flask_babel import gettext as _

from consultation import clock
from consultation.papers.paper import Labels, Note, Paper, Part, Picture
from consultation.plans.models import Picture as PlanPicture
from consultation.plans.models import PlanVersion, Section
from consultation.rounds.queries import LICENCE


def plan_paper(
    version: PlanVersion,
    sections: Sequence[Section],
    pictures: Sequence[PlanPicture],
    *,
    address: str,
    base: str,
) -> Paper:
    """The whole version; `address` is where it stands for ever, `base` that of the site."""
    plan = version.plan
    title = _("%(plan)s, versie %(number)s", plan=plan.title, number=version.number)
    return Paper(
        title=title,
        facts=tuple(_facts(version, address)),
        address=address,
        footer=f"{title} · {address}",
        parts=tuple(_part(section) for section in sections),
        labels=labels(),
        language=version.language,
        author=plan.organisation.name,
        summary=version.summary,
        pictures=_pictures(pictures, base),
    )


def labels() -> Labels:
    """The words of a paper beside its own."""
    return Labels(contents=_("Inhoud"), page=_("Pagina"), note=_("Noot"))


def _facts(version: PlanVersion, address: str) -> Iterator[tuple[str, str]]:
    """The colophon; kept short, so that it is known for a title page when it is read in again."""
    yield _("Versie"), _version_words(version)
    yield _("Eigenaar"), version.plan.organisation.name
    yield _("Categorie"), version.plan.category.name
    yield _("Vast adres"), address
    yield _("Licentie"), LICENCE


def _version_words(version: PlanVersion) -> str:
    if version.published_at is None:
        return str(_("%(number)s, concept: niet vastgesteld", number=version.number))
    day = clock.date_words(version.published_at)
    return str(_("%(number)s, vastgezet op %(day)s", number=version.number, day=day))


def _part(section: Section) -> Part:
    return Part(
        title=section.title,
        level=max(1, section.level),
        number=section.number,
        blocks=tuple(alinea.html for alinea in section.alineas),
        notes=tuple(Note(note["label"], note["html"]) for note in section.footnotes),
        anchor=f"p-{section.permanent_id}",
        has_numbers=True,
    )


def _pictures(pictures: Sequence[PlanPicture], base: str) -> Mapping[str, Picture]:
    return {
        one.sha256: Picture(
            one.media_type, one.data, f"{base}/plan-afbeeldingen/{one.version_id}/{one.sha256}"
        )
        for one in pictures
    }
