"""What reading a plan costs beside what its parser costs, and how much memory it takes."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from resource import RUSAGE_CHILDREN, getrusage
from time import process_time

import docx
import mammoth
from lxml import etree

from consultation.documents.child import read_in_child
from consultation.documents.reading import read_document
from tests.documents.word_files import (
    TYPES,
    cell,
    heading,
    item,
    level,
    numbering,
    paragraph,
    row,
    run,
    table,
    word_parts,
    zipped,
)
from tests.paper import busy, say, when_and_where, write_part
from tests.paper import table as paper_table

CHAPTERS, SECTIONS = 15, 10
"""With five paragraphs of seventy words, a list and a table in each, this prints 150 pages."""

ROUNDS = 3

KINDS = (
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/>'
)
"""Without these python-docx opens no file."""

WORDS = (
    "de categorie werkkleding omvat alle kleding die medewerkers van het Rijk tijdens hun werk "
    "dragen en die zij nodig hebben om veilig en herkenbaar te zijn"
)


def sentence(length: int, seed: int) -> str:
    """Words in another order for each seed."""
    words = WORDS.split()
    return " ".join(words[(seed + 7 * at) % len(words)] for at in range(length)) + ". "


def section(chapter: int, number: int) -> str:
    """A heading, paragraphs of several runs, a list and a table of seven rows."""
    runs = [run(sentence(14, number + at), bold=at == 1) for at in range(5)]
    rows = [row(*[cell(paragraph(sentence(4, at + n))) for n in range(4)]) for at in range(6)]
    head = row(*[cell(paragraph(f"Kolom {n}")) for n in range(4)], header=True)
    return "".join(
        [
            heading(f"{chapter}.{number} Onderdeel", 2),
            *[paragraph(inside="".join(runs)) for _ in range(4)],
            *[item(sentence(10, at)) for at in range(4)],
            table(head, *rows),
        ]
    )


def plan() -> bytes:
    """A plan of 150 pages with as many tables."""
    body = []
    for chapter in range(1, CHAPTERS + 1):
        body.append(heading(f"{chapter} Hoofdstuk", 1))
        body.extend(section(chapter, number) for number in range(1, SECTIONS + 1))
    made = word_parts(*body, parts={"numbering.xml": numbering(level(0, "%1."))})
    return zipped({**made, "[Content_Types].xml": TYPES.replace("</Types>", f"{KINDS}</Types>")})


def parse(data: bytes) -> None:
    """Unpack every part, and let lxml parse it: the least any reader must do."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            etree.fromstring(archive.read(name))


def walk(data: bytes) -> int:
    """What a common library takes to give the bare text of every paragraph and cell."""
    opened = docx.Document(io.BytesIO(data))
    words = sum(len(one.text) for one in opened.paragraphs)
    return words + sum(
        len(one.text) for grid in opened.tables for row in grid.rows for one in row.cells
    )


def convert(data: bytes) -> str:
    """What the parser of DOCX takes that was tried before a reader of our own was written."""
    return str(mammoth.convert_to_html(io.BytesIO(data)).value)


def seconds(work: Callable[[], object]) -> float:
    """Seconds of the processor, the best of a few times."""
    spent = []
    for _ in range(ROUNDS):
        began = process_time()
        work()
        spent.append(process_time() - began)
    return min(spent)


def measure() -> dict[str, float]:
    """Parser, common library and our reader here, and the memory of a child that reads."""
    data = plan()
    document = read_in_child(data, "plan.docx")
    return {
        "peak": getrusage(RUSAGE_CHILDREN).ru_maxrss / 1024,
        "parse": seconds(lambda: parse(data)),
        "walk": seconds(lambda: walk(data)),
        "convert": seconds(lambda: convert(data)),
        "read": seconds(lambda: read_document(data, "plan.docx")),
        "words": document.report.kept["words"],
        "tables": document.report.kept["tables"],
    }


def bench_imports() -> None:
    """Measure in a process of its own and write it down."""
    code = "import json; from tests.bench.imports import measure; print(json.dumps(measure()))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    seen = json.loads(answer.stdout)
    names = {
        "parse": "unpack, and parse every part with lxml: no text yet",
        "walk": "python-docx: bare text of every paragraph and cell",
        "convert": "mammoth, the parser: headings, lists, tables",
        "read": "read: sections, lists, tables, the count of its own, the report",
    }
    rows = [
        [words, f"{seen[kind]:.2f}", f"{seen[kind] / seen['convert']:.2f}"]
        for kind, words in names.items()
    ]
    for one in rows:
        say("  " + " | ".join(one))
    write_part(
        "imports",
        f"""
## Reading a plan in

{when_and_where()}, {busy():.0f} processes busy in the minute before.
A DOCX of 150 pages with {seen["tables"]:.0f} tables and {seen["words"]:,.0f} words, seconds of the
processor, the best of {ROUNDS} times. Target: 3 times the parser.

{paper_table(["work", "seconds", "times the parser"], rows)}

The child process that reads had {seen["peak"]:.0f} MB in memory at most (target 300 MB).
""",
    )
