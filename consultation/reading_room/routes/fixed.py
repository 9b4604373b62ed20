"""Pages whose words are fixed: help, house rules, privacy, hard words, the public record."""

from pathlib import Path
from typing import Any

import yaml
from flask import request

from consultation.permissions import Permission
from consultation.public_record import record
from consultation.reading_room.routes.blueprint import Answer, bp, page
from consultation.web.guard import permission

ROOM = Path(__file__).parent.parent


def _words(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOM / name).read_text(encoding="utf-8"))
    return found


SITE = _words("site.yaml")
HARD_WORDS = _words("woordenlijst.yaml")


@bp.get("/hulp")
@bp.get("/spelregels")
@bp.get("/privacy")
@bp.get("/toegankelijkheid")
@bp.get("/datagebruik")
@bp.get("/waar-hoort-mijn-vraag")
@bp.get("/hoe-werkt-een-categorieplan")
@permission(Permission.READ_PUBLIC)
def show_fixed_page() -> Answer:
    """A fixed page: help, house rules, privacy, accessibility, use of data."""
    content = SITE[request.path.strip("/").replace("-", "_")]
    return page("reading_room/fixed.html", content=content)


@bp.get("/woorden")
@permission(Permission.READ_PUBLIC)
def show_words() -> Answer:
    """Hard words, explained."""
    return page("reading_room/words.html", entries=HARD_WORDS["woorden"])


@bp.get("/logboek")
@permission(Permission.READ_PUBLIC)
def show_record() -> Answer:
    """The public record: how large it is, its newest checkpoint, and how to check it."""
    checkpoints = record.checkpoints()
    return page(
        "reading_room/record.html",
        content=SITE["controleer_het_zelf"],
        head=record.head(),
        newest=checkpoints[-1] if checkpoints else "",
    )
