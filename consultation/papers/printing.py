"""What runs in the child: HTML from standard input becomes a tagged PDF on standard output.

The only file that knows WeasyPrint and pikepdf; nothing in the web process imports it.
"""

import io
import os
import sys
from importlib import import_module
from types import ModuleType

import pikepdf
from weasyprint import HTML
from weasyprint.urls import URLFetcher

resource: ModuleType | None = import_module("resource") if os.name == "posix" else None
"""The bounds of the system; elsewhere only the wall clock of the parent is kept."""

INSIDE_ONLY = ("data",)
"""What the printer may fetch: what stands in the file itself, nothing of disk or network."""


def main() -> None:
    """Print one paper within the bounds that were given."""
    cpu_seconds, memory_bytes = (int(given) for given in sys.argv[1:3])
    _bind(cpu_seconds, memory_bytes)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints is no answer
    answers.write(with_scopes(printed(sys.stdin.buffer.read().decode())))
    answers.flush()


def _bind(cpu_seconds: int, memory_bytes: int) -> None:
    if resource is None:
        return
    for what, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def printed(html: str) -> bytes:
    """The pages, tagged for PDF/UA."""
    fetcher = URLFetcher(allowed_protocols=INSIDE_ONLY, allow_redirects=False)
    paper = HTML(string=html, base_url=None, url_fetcher=fetcher)
    data: bytes = paper.write_pdf(pdf_variant="pdf/ua-1", presentational_hints=True)
    return data


def with_scopes(data: bytes) -> bytes:
    """The same file in which every header cell says whether it heads a column or a row."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == pikepdf.Name.TR:
                _say_scopes(thing)
        written = io.BytesIO()
        pdf.save(written, deterministic_id=True)
    return written.getvalue()


def _say_scopes(row: pikepdf.Dictionary) -> None:
    """A row of headers alone heads columns; a header beside other cells heads its row."""
    kids = row.get("/K", pikepdf.Array())
    cells = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    heads = [cell for cell in cells if cell.S == pikepdf.Name.TH]
    scope = pikepdf.Name.Column if len(heads) == len(cells) else pikepdf.Name.Row
    for cell in heads:
        cell.A = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=scope)


if __name__ == "__main__":
    main()
