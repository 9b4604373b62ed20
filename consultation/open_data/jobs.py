"""Making the files of what was frozen or published, beside the pages, one after the other."""

import logging

from flask import current_app

from consultation.database import db
from consultation.errors import Refused
from consultation.jobs import ask, job
from consultation.logbook import SYSTEM, transaction
from consultation.open_data import operations, queries
from consultation.open_data.forms.papers import as_paper
from consultation.open_data.queries import Source
from consultation.papers.paper import Format
from consultation.papers.pdf import pdf_is_possible
from consultation.papers.writing import written
from consultation.web.pages import settings

log = logging.getLogger(__name__)

MAKE_FILES = "make-files"


def ask_for_files() -> bool:
    """Put it in the queue when a file is missing; says whether one is."""
    is_missing = _missing() is not None
    db.session.rollback()
    if is_missing:
        ask(current_app._get_current_object(), MAKE_FILES)  # type: ignore[attr-defined]  # the app behind the proxy
    return is_missing


@job(MAKE_FILES)
def make_files() -> None:
    """Make one file that is missing; the next one waits behind what others asked meanwhile."""
    missing = _missing()
    if missing is None:
        return
    source, wanted = missing
    mark = source.fingerprint(settings().base_url)
    data = _made(source, wanted)
    with transaction():
        operations.keep_download(mark, wanted, data, by=SYSTEM)
    ask_for_files()


def _missing() -> tuple[Source, Format] | None:
    formats = [one for one in Format if one is not Format.PDF or pdf_is_possible()]
    return queries.missing_file(formats, settings().base_url, reader=SYSTEM)


def _made(source: Source, wanted: Format) -> bytes:
    """The bytes of the file; none when it cannot be made, so that it is not tried for ever."""
    paper = as_paper(source, reader=SYSTEM)
    db.session.rollback()  # no connection is kept while a long paper is printed
    try:
        return written(paper, wanted)
    except Refused as refused:
        log.warning("%s as %s cannot be made: %s", source.name, wanted, refused.code)
        return b""
