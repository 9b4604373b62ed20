"""The doors for machines: the reading API and downloads."""

from consultation.open_data.routes import api, downloads, record
from consultation.open_data.routes.blueprint import bp

__all__ = ["api", "bp", "downloads", "record"]
