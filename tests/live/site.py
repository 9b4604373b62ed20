"""The application with the bells, for a server of its own: `gunicorn tests.live.site:app`."""

import os
import time

from flask import Flask, request

from consultation.permissions import Permission
from consultation.web.guard import permission
from tests.live import bells  # the bells are known before the hall opens


@permission(Permission.READ_PUBLIC)
def ring(bell: int) -> dict[str, float]:
    """Ring by a page, as most news is made."""
    told_at = time.monotonic()
    number = bells.ring(bell, tekst=request.args.get("tekst", ""), door=os.getpid())
    return {"om": told_at, "nummer": number}


def make_app() -> Flask:
    from consultation.app import create_app  # noqa: PLC0415 - after the bells

    made = create_app()
    made.add_url_rule("/bel/<int:bell>", view_func=ring)
    return made


app = make_app()
