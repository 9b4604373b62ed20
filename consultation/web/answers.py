"""What a door gives back."""

from typing import Any

from flask import render_template, request
from werkzeug.wrappers import Response

from consultation.web.forms import Form

Answer = Response | str | tuple[str, int]


def staff_page(
    template: str, form: Form | None = None, *, status: int | None = None, **things: Any
) -> tuple[str, int]:
    """A page for who works here, with its form; one that was sent and comes back was not taken."""
    text = render_template(template, form=form, staff_page=True, **things)
    return text, status or form_status()


def form_status() -> int:
    """The status of a page with a form: a form that was sent and comes back was not taken."""
    return 422 if request.method == "POST" else 200
