"""The doors for machines: the reading API and downloads."""

from consultation.open_data.routes import api, downloads, papers, record
from consultation.open_data.routes.blueprint import answered, bp

__all__ = ["answered", "api", "bp", "downloads", "papers", "record"]
