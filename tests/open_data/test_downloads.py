"""Files of frozen versions and published notes: kept, linked with their size, never of a draft."""

from collections.abc import Callable

import pytest
from flask import Flask

from consultation.accounts.models import Account
from consultation.database import db
from consultation.errors import NotAllowed, Refused
from consultation.logbook import ANYONE, SYSTEM, Entry, What, transaction
from consultation.open_data import jobs, queries
from consultation.open_data.models import Download
from consultation.open_data.operations import keep_download
from consultation.open_data.queries import Source
from consultation.papers.paper import Format
from consultation.papers.writing import WRITERS
from consultation.permissions import Role
from consultation.response_notes import operations as notes
from consultation.response_notes.queries import note_of
from consultation.rounds.models import Round
from tests.factories import make_account, make_plan, make_round
from tests.open_data.test_papers import add_draft
from tests.page import Visit
from tests.response_notes.test_operations import (
    answer,
    closed_round,
    person,
    published,
    submitted,
)
from tests.statements import counted

SignIn = Callable[[Account], Visit]

BASE = "http://localhost"


@pytest.fixture(autouse=True)
def quick_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """The printer itself is tested with the papers; here only what becomes of its files."""
    monkeypatch.setitem(WRITERS, Format.PDF, lambda paper: b"%PDF-" + paper.title.encode())
    monkeypatch.setattr(jobs, "pdf_is_possible", lambda: True)


def source_of(round: Round) -> Source:
    assert round.version is not None
    return Source(round, version=round.version)


def approved(round: Round) -> None:
    """A second person approves the note that was submitted, and publishes it."""
    second = person(round, Role.PROGRAMME)
    for step in (notes.approve_note, notes.publish_note):
        with transaction():
            step(note_of(db.session.get_one(Round, round.id), reader=second), by=second)


def published_round() -> Round:
    round, inputs = closed_round()
    answer(*inputs)
    published(round)
    return round


# --- keeping -------------------------------------------------------------------------------


def test_every_file_of_what_is_frozen_is_made_and_kept_once(database: Flask) -> None:
    round = make_round()
    make_round(published_at=None, plan=make_plan())
    jobs.ask_for_files()
    kept = db.session.query(Download).all()
    assert sorted(one.format for one in kept) == sorted(Format)
    assert {one.fingerprint for one in kept} == {source_of(round).fingerprint(BASE)}
    assert not jobs.ask_for_files(), "nothing is missing any more"
    assert db.session.query(Entry).filter_by(what=What.DOWNLOAD_KEPT).count() == 4


def test_what_cannot_be_made_is_not_tried_for_ever(
    database: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_paper: object) -> bytes:
        raise Refused("pdf_failed")

    monkeypatch.setitem(WRITERS, Format.PDF, fail)
    round = make_round()
    jobs.ask_for_files()
    assert not jobs.ask_for_files()
    [files] = queries.files_of([source_of(round)], BASE, reader=ANYONE)
    assert Format.PDF not in {one.format for one in files}


def test_only_the_system_keeps_files_and_the_first_one_stays(database: Flask) -> None:
    mark = "a" * 64
    with pytest.raises(NotAllowed), transaction():
        keep_download(mark, Format.PDF, b"x", by=ANYONE)
    with transaction():
        keep_download(mark, Format.PDF, b"eerste", by=SYSTEM)
    with transaction():
        keep_download(mark, Format.PDF, b"tweede", by=SYSTEM)
    assert db.session.query(Download).one().data == b"eerste"


def test_looking_what_is_missing_takes_a_fixed_number_of_statements(database: Flask) -> None:
    make_round()
    with counted() as few:
        queries.missing_file([Format.ODT], BASE, reader=SYSTEM)
    for _ in range(3):
        published_round()
    db.session.expire_all()
    with counted() as many:
        queries.missing_file([], BASE, reader=SYSTEM)
    assert len(many) <= len(few) + 2


# --- the doors -----------------------------------------------------------------------------


def test_a_kept_file_has_its_size_on_the_page_and_never_changes(visit: Visit) -> None:
    round = make_round()
    jobs.ask_for_files()
    links = visit.get(f"/rondes/{round.slug}/plan").links()
    words = next(words for words in links if words.startswith("PDF van het plan"))
    assert words.endswith("1 kB")
    answer = visit.client.get(links[words])
    assert answer.status_code == 200
    assert answer.data.startswith(b"%PDF-")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert round.plan is not None
    name = f'attachment; filename="{round.plan.slug}-versie-1.pdf"'
    assert answer.headers["Content-Disposition"] == name
    bare = visit.client.get(links[words].split("?")[0])
    assert "must-revalidate" in bare.headers["Cache-Control"]


@pytest.mark.parametrize("ending", ["odt", "html", "md"])
def test_other_files_can_be_had_before_they_are_kept(visit: Visit, ending: str) -> None:
    round = make_round()
    answer = visit.client.get(f"/rondes/{round.slug}/versies/1/plan.{ending}")
    assert answer.status_code == 200
    assert answer.data
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "immutable" not in answer.headers["Cache-Control"]
    assert db.session.query(Download).count() == 0, "who reads writes nothing"


def test_a_pdf_that_is_not_there_yet_says_so_and_what_there_is(visit: Visit) -> None:
    round = make_round()
    page = visit.get(f"/rondes/{round.slug}/versies/1/plan.pdf", status=503)
    assert page.h1 == "De pdf wordt nu gemaakt"
    assert page.answer.headers["Retry-After"] == "60"
    assert any("plan.odt" in address for address in page.links().values())


def test_without_pango_the_page_says_what_to_take_instead(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("consultation.open_data.routes.papers.pdf_is_possible", lambda: False)
    round = make_round()
    page = visit.get(f"/rondes/{round.slug}/versies/1/plan.pdf", status=422)
    assert "Pango" in page.text


@pytest.mark.parametrize("ending", ["pdf", "odt", "html", "md"])
def test_a_draft_leaves_only_to_staff_who_may_read_it(
    visit: Visit, signed_in_as: SignIn, ending: str
) -> None:
    round = make_round()
    assert round.plan is not None
    add_draft(round.plan)
    address = f"/rondes/{round.slug}/versies/2/plan.{ending}"
    stranger = make_account(Role.OFFICER, organisation=make_round().organisation)
    assert visit.client.get(address).status_code == 404
    assert signed_in_as(stranger).client.get(address).status_code == 404
    own = signed_in_as(make_account(Role.OFFICER, organisation=round.organisation))
    answer = own.client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    jobs.ask_for_files()
    kept = {one.fingerprint for one in db.session.query(Download)}
    assert len(kept) == 2, "of the frozen version of each of the two rounds, and of no draft"


@pytest.mark.parametrize("ending", ["pdf", "odt", "html", "md"])
def test_a_note_leaves_when_it_is_published_and_before_only_to_its_team(
    visit: Visit, signed_in_as: SignIn, ending: str
) -> None:
    round, inputs = closed_round()
    answer(*inputs)
    address = f"/rondes/{round.slug}/antwoordnota.{ending}"
    officer = person(round, Role.OFFICER)
    submitted(round, officer)
    assert visit.client.get(address).status_code == 404
    own = signed_in_as(make_account(Role.OFFICER, organisation=round.organisation))
    draft = own.client.get(address)
    assert draft.status_code == 200
    assert draft.headers["Cache-Control"] == "no-store"
    jobs.ask_for_files()
    assert visit.client.get(address).status_code == 404
    approved(round)
    jobs.ask_for_files()
    file = visit.client.get(address)
    assert file.status_code == 200
    assert file.headers["Content-Disposition"].endswith(f'antwoordnota-{round.slug}.{ending}"')


def test_the_api_tells_which_files_there_are(visit: Visit) -> None:
    round = make_round()
    jobs.ask_for_files()
    told = visit.client.get(f"/api/v1/rondes/{round.slug}").get_json()
    files = {one["formaat"]: one for one in told["bestanden"]}
    assert set(files) == {"pdf", "odt", "html", "md"}
    assert files["odt"]["mediatype"] == "application/vnd.oasis.opendocument.text"
    assert files["odt"]["bytes"] > 1000
    assert visit.client.get(files["pdf"]["adres"].removeprefix(BASE)).data.startswith(b"%PDF-")
