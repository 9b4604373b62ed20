"""What every page shares: the words of dates, the site's name, and where the styles stand."""

import hashlib
import re
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from flask_babel import get_translations
from markupsafe import Markup

from config import Settings
from consultation import clock
from consultation.safe_html import typed_to_html
from consultation.web.qr import qr_of

REPOSITORY = Path(__file__).parent.parent.parent


def settings() -> Settings:
    """The settings of this deployment."""
    found: Settings = current_app.config["SETTINGS"]
    return found


def asset_version() -> str:
    """A fingerprint of stylesheets and scripts, so that caches may keep them for ever."""
    files = sorted((REPOSITORY / "static").glob("*.*s"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


MEGABYTE = 1_000_000
LONGEST_ABOUT = 155
"""Signs of the description of a page; whoever shows it cuts what is longer."""

NOTE_LINK = re.compile(r'<a href="#noot-([^"]+)"[^>]*>(.*?)</a>')


def plan_html(html: str, version_id: int, section: str = "") -> Markup:
    """The text of a plan, cleaned when it was read in, with its images at their address.

    With the permanent id of its section the numbers of footnotes lead to the notes under it, which
    bear that id because a page may hold many sections; without, there are no notes to lead to.
    A text with its hard words explained comes as markup, which escapes what is put into it: it is
    taken as the plain text that it was.
    """
    notes = rf'<a href="#noot-{section}-\1">\2</a>' if section else r"\2"
    linked = NOTE_LINK.sub(notes, str(html))
    image = f'loading="lazy" src="/plan-afbeeldingen/{version_id}/'
    return Markup(linked.replace('src="image:', image))  # noqa: S704 - nh3 cleaned it


def size_words(size: int) -> str:
    """How large a file is, as people say it: 48 kB, 1,2 MB."""
    if size < MEGABYTE:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / MEGABYTE:.1f} MB".replace(".", ",")


def in_short(text: str) -> str:
    """A text as one line of what a page is about, for who looks for it elsewhere."""
    words = " ".join(Markup(text).striptags().split())  # noqa: S704 - only to take the tags out
    return words if len(words) <= LONGEST_ABOUT else words[:LONGEST_ABOUT].rsplit(" ", 1)[0] + " …"


@cache
def _translations() -> Any:
    """The words of the one language of the site. Finding them for each word takes a page longer."""
    return get_translations()


def _speak(app: Flask) -> None:
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # of its extension
        gettext=lambda text: _translations().ugettext(text),
        ngettext=lambda one, more, count: _translations().ungettext(one, more, count),
        pgettext=lambda place, text: _translations().upgettext(place, text),
        npgettext=lambda place, one, more, n: _translations().unpgettext(place, one, more, n),
        newstyle=True,
    )


def register_page_tools(app: Flask, settings: Settings) -> None:
    """Give the templates their filters and their common words."""
    version = asset_version()
    app.jinja_env.filters.update(
        date_words=clock.date_words,
        day_words=clock.day_words,
        weekday_words=clock.weekday_words,
        moment_words=clock.moment_words,
        local_date=lambda moment: clock.amsterdam(moment).date(),
        hours_words=clock.hours_words,
        iso=datetime.isoformat,
        typed=typed_to_html,
        plan_html=plan_html,
        size_words=size_words,
        in_short=in_short,
    )
    app.jinja_env.globals.update(qr_of=qr_of, site_address=settings.base_url)
    _speak(app)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True

    @app.context_processor
    def common() -> dict[str, Any]:
        return {
            "site": {
                "name": settings.site_name,
                "help_phone": settings.help_phone,
                "help_mail": settings.help_mail,
            },
            "asset_version": version,
            "demo": settings.has_demo_comforts,
            "now": clock.now(),
        }
