"""Plans and notes as files: kept ones for everybody, others made for who may read them."""

from flask import Response, make_response, render_template, request

from consultation.accounts.session import reader
from consultation.errors import NotFound, Refused
from consultation.jobs import in_thread
from consultation.open_data import queries
from consultation.open_data.forms.papers import as_paper
from consultation.open_data.models import Download
from consultation.open_data.queries import Source
from consultation.open_data.routes.blueprint import bp
from consultation.papers.paper import MEDIA_TYPES, Format
from consultation.papers.pdf import pdf_is_possible
from consultation.papers.writing import written
from consultation.permissions import Permission
from consultation.plans.queries import version_of
from consultation.response_notes.queries import note_of
from consultation.rounds.queries import round_by_slug
from consultation.web.guard import permission
from consultation.web.headers import cache_for_ever, cache_publicly
from consultation.web.pages import settings

SOON = 60
"""Seconds after which a PDF that is being made can be asked for again."""


@bp.get("/rondes/<string:slug>/versies/<int:number>/plan.<any(pdf,odt,html,md):ending>")
@permission(Permission.READ_PUBLIC)
def plan_file(slug: str, number: int, ending: str) -> Response:
    """A version of the plan of a round; a draft only for staff who may read it."""
    round = round_by_slug(slug, reader=reader())
    if round.plan is None:
        raise NotFound("version_missing")
    version = version_of(round.plan, number, reader=reader())
    return _file(queries.plan_source(round, version, reader=reader()), Format(ending))


@bp.get("/rondes/<string:slug>/antwoordnota.<any(pdf,odt,html,md):ending>")
@permission(Permission.READ_PUBLIC)
def note_file(slug: str, ending: str) -> Response:
    """The published note of a round; one in the making only for staff who may read it."""
    round = round_by_slug(slug, reader=reader())
    note = note_of(round, reader=reader())
    return _file(Source(round, note=note), Format(ending))


def _file(source: Source, wanted: Format) -> Response:
    base = settings().base_url
    kept = queries.download_of(source, wanted, base, reader=reader())
    if kept is not None and kept.size:
        return _kept(source, kept)
    if source.is_frozen and wanted is Format.PDF:
        return _not_ready(source, kept)
    paper = as_paper(source, reader=reader())
    # A PDF is printed in a process that this one waits for while others go on.
    data = written(paper, wanted) if wanted is Format.PDF else in_thread(written, paper, wanted)
    answer = _answer(source, wanted, data)
    return cache_publicly(answer) if source.is_frozen else answer


def _kept(source: Source, kept: Download) -> Response:
    """A file that is kept; at the address with its mark it never changes."""
    answer = _answer(source, kept.format, kept.data)
    if request.args.get("v") == kept.fingerprint[: queries.MARK]:
        return cache_for_ever(answer)
    return cache_publicly(answer)


def _answer(source: Source, wanted: Format, data: bytes) -> Response:
    answer = make_response(data)
    answer.content_type = MEDIA_TYPES[wanted]
    name = f"{source.name}.{wanted.value}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _not_ready(source: Source, failed: Download | None) -> Response:
    """Why there is no PDF, and what there is; raises Refused when there will be none."""
    if failed is not None:
        raise Refused("pdf_failed")
    if not pdf_is_possible():
        raise Refused("pdf_not_possible")
    [files] = queries.files_of([source], settings().base_url, reader=reader())
    answer = make_response(render_template("open_data/not_ready.html", files=files), 503)
    answer.headers["Retry-After"] = str(SOON)
    return answer
