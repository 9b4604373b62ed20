"""Files that mean harm or are broken: each gets its own sentence, within the limits."""

import os
import struct
import subprocess
import zlib
from typing import Any

import pytest
from flask import Flask

from consultation.documents.child import Limits, read_in_child
from consultation.documents.reading import read_document
from consultation.documents.refusal import DocumentRefused
from consultation.web.sentences import SENTENCES, sentence_for
from tests.documents import hostile_files
from tests.documents.hostile_files import MEBIBYTE, REFUSED
from tests.documents.word_files import heading, paragraph, picture, word_file

MOST_SECONDS = 5
"""Of the processor, for one hostile file (reliability figures 3.8 and 3.9)."""

PLAN = word_file(heading("1 Inleiding"), paragraph("Dit plan gaat over kleding."))


def spent_by_children() -> float:
    """Seconds of the processor that children of this process have used."""
    spent = os.times()
    return spent.children_user + spent.children_system


def refusal(data: bytes, filename: str = "plan.docx", **limits: Any) -> DocumentRefused:
    with pytest.raises(DocumentRefused) as caught:
        read_in_child(data, filename, limits=Limits(**limits))
    return caught.value


@pytest.mark.parametrize("case", REFUSED)
def test_a_hostile_file_gets_its_sentence_from_the_child(app: Flask, case: str) -> None:
    make, filename, code = REFUSED[case]
    data = make()
    before = spent_by_children()
    refused = refusal(data, filename)
    assert refused.code == code
    assert spent_by_children() - before < MOST_SECONDS
    with app.test_request_context():
        assert sentence_for(refused).endswith(".")
    assert refused.code in SENTENCES


def test_each_kind_of_harm_has_a_sentence_of_its_own(app: Flask) -> None:
    codes = {code for _, _, code in REFUSED.values()}
    with app.test_request_context():
        assert len({str(SENTENCES[code]) for code in codes}) == len(codes)


def test_a_file_that_is_too_large_is_not_even_sent() -> None:
    assert refusal(PLAN, file_bytes=100).code == "too_large"


def test_reading_too_long_is_ended_by_the_clock() -> None:
    long = word_file(heading("1 Inleiding"), paragraph("Tekst.") * 100_000)
    before = spent_by_children()
    assert refusal(long, wall_seconds=1).code == "took_too_long"
    assert spent_by_children() - before < MOST_SECONDS


def test_reading_too_long_is_ended_by_the_processor() -> None:
    long = word_file(heading("1 Inleiding"), paragraph("Tekst.") * 100_000)
    assert refusal(long, cpu_seconds=2).code == "took_too_long"


def test_a_file_that_asks_too_much_memory_is_refused() -> None:
    wide = word_file(heading("1 Inleiding"), paragraph("Tekst. " * 1000) * 8000)
    refused = refusal(wide, memory_bytes=200 * MEBIBYTE)
    assert refused.code == "too_much_memory"
    assert refused.params == {"most_megabytes": 200}


def test_the_child_can_write_no_file_and_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "geheim")
    monkeypatch.setenv("DATABASE_URL", "postgresql://geheim")
    given: dict[str, Any] = {}
    started = subprocess.Popen

    def watched(*args: Any, **kwargs: Any) -> Any:
        given.update(kwargs)
        return started(*args, **kwargs)

    monkeypatch.setattr(subprocess, "Popen", watched)
    assert read_in_child(PLAN, "plan.docx").sections[0].title == "Inleiding"
    assert "geheim" not in str(given["env"].values())


def test_markdown_that_nests_without_end_is_read_in_time() -> None:
    before = spent_by_children()
    document = read_in_child(hostile_files.deep_markdown(), "plan.md")
    assert [one.title for one in document.sections] == ["Inleiding"]
    assert spent_by_children() - before < MOST_SECONDS


def test_progress_is_heard_from_the_child() -> None:
    heard: list[tuple[int, str]] = []
    read_in_child(PLAN, "plan.docx", progress=lambda *step: heard.append(step))
    assert heard[0] == (0, "opening")
    assert heard[-1] == (100, "done")
    assert [percent for percent, _ in heard] == sorted(percent for percent, _ in heard)


def test_what_the_child_gives_is_what_reading_here_gives() -> None:
    assert read_in_child(PLAN, "plan.docx") == read_document(PLAN, "plan.docx")


def test_the_content_decides_what_a_file_is_and_not_its_name() -> None:
    pdf = hostile_files.pdf(hostile_files.written_page)
    assert read_document(pdf, "plan.docx").sections[0].number == "1"
    assert read_document(PLAN, "plan.pdf").sections[0].number == "1"


@pytest.mark.parametrize(
    "body",
    [
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 20_000,
        "<w:r><w:pict><w:p><w:r><w:t>weg</w:t></w:r></w:p></w:pict></w:r>" * 5_000,
        "<w:smartTag>" * 200 + "<w:r><w:t>diep</w:t></w:r>" + "</w:smartTag>" * 200,
    ],
    ids=["fields that never end", "texts that are missing", "tags in tags"],
)
def test_what_is_only_odd_is_read_in_time(body: str) -> None:
    before = spent_by_children()
    document = read_in_child(
        word_file(heading("1 Kop"), paragraph("Tekst.", inside=body)), "a.docx"
    )
    assert document.sections[0].blocks[0].text.startswith("Tekst.")
    assert spent_by_children() - before < MOST_SECONDS


def test_a_picture_of_60_000_by_60_000_is_never_unpacked() -> None:
    header = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(1000))
    image = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part))
        for part in (header, b"IDAT" + data, b"IEND")
    )
    file = word_file(
        heading("1 Inleiding"),
        paragraph("Tekst.", inside=picture("foto", "Een kaart")),
        parts={"media/foto.png": image},
        relations={"foto": ("image", "media/foto.png")},
    )
    document = read_in_child(file, "plan.docx", limits=Limits(memory_bytes=512 * MEBIBYTE))
    assert document.images == ()
    assert "image_not_readable" in [doubt.code for doubt in document.report.doubts]
