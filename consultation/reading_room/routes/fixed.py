"""Pages whose words are fixed: help, house rules, privacy, the public record."""

import re
from pathlib import Path
from typing import Any

import yaml
from flask import request

from consultation.permissions import Permission
from consultation.public_record import record
from consultation.reading_room.routes.blueprint import bp, page
from consultation.web.answers import Answer
from consultation.web.guard import permission
from consultation.web.pages import settings

ROOM = Path(__file__).parent.parent


def _words(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOM / name).read_text(encoding="utf-8"))
    return found


SITE = _words("site.yaml")
TO_FILL_IN = re.compile(r"\[INVULLEN: ([^\]]+)\]")
"""What the organisation that runs the site has to say itself."""


@bp.get("/hulp")
@bp.get("/spelregels")
@bp.get("/privacy")
@bp.get("/toegankelijkheid")
@bp.get("/datagebruik")
@bp.get("/hoe-werkt-een-categorieplan")
@permission(Permission.READ_PUBLIC)
def show_fixed_page() -> Answer:
    """A fixed page: help, house rules, privacy, accessibility, use of data."""
    content = filled_in(SITE[request.path.strip("/").replace("-", "_")])
    return page("reading_room/fixed.html", content=content)


@bp.get("/logboek")
@permission(Permission.READ_PUBLIC)
def show_record() -> Answer:
    """The public record: how large it is, its newest checkpoint, and how to check it."""
    checkpoints = record.checkpoints()
    return page(
        "reading_room/record.html",
        content=filled_in(SITE["controleer_het_zelf"]),
        head=record.head(),
        newest=checkpoints[-1] if checkpoints else "",
    )


def filled_in(content: Any) -> Any:
    """The words of a page with what this deployment knows: how to reach it, or the examples.

    What a real deployment has not said yet stays marked, so that it is not forgotten.
    """
    known = SITE["voorbeelden"] if settings().has_demo_comforts else {}
    reached = {
        "telefoonnummer": settings().help_phone,
        "e-mailadres": settings().help_mail,
        "postadres": settings().help_post,
    }
    known = {**known, **{name: words for name, words in reached.items() if words}}

    def fill(value: Any) -> Any:
        if isinstance(value, str):
            return TO_FILL_IN.sub(lambda found: known.get(found[1], found[0]), value).strip()
        if isinstance(value, dict):
            return {key: fill(part) for key, part in value.items()}
        return [fill(part) for part in value] if isinstance(value, list) else value

    return fill(content)
