"""The doors for machines: the reading API, downloads and calendars."""

from consultation.open_data.routes import api, calendars, downloads, record
from consultation.open_data.routes.blueprint import bp

__all__ = ["api", "bp", "calendars", "downloads", "record"]
