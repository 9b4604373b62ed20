"""The main job on a real document: from the policy as a PDF to a published, verifiable note."""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from consultation import clock
from tests.conftest import NewDatabase
from tests.journeys import policy
from tests.journeys.hour import LiveInput, hold_hour
from tests.journeys.site import Site
from tests.page import Visit

pytestmark = pytest.mark.real

PLAN = "inkoopbeleid-ggz"
ROUND = "inkoopbeleid-ggz"
OFFICER = "inkoper@voorbeeld.nl"
MANAGER = "rondemanager@voorbeeld.nl"
PASSWORD = "een lange zin voor deze reis"


@pytest.fixture
def site(new_database: NewDatabase, tmp_path: Path) -> Iterator[Site]:
    """A new deployment: an empty instance, and a database that the migrations made."""
    with new_database(tmp_path) as url:
        made = Site(tmp_path, url, in_processes="JOURNEY_PROCESSES" in os.environ)
        try:
            made.run("db", "upgrade", step="make the database")
            yield made
        finally:
            clock.set_offset(timedelta())
            print(f"\n{made.figures()}")  # noqa: T201 - for docs/measurements.md, with -s


def test_the_real_policy_from_pdf_to_published_note(
    site: Site, real_documents: Path, tmp_path: Path
) -> None:
    notes = policy.notes_of(real_documents)
    officer, manager = prepare_people(site)
    read_plan_in(site, real_documents)
    make_readable(site, tmp_path, officer)
    prepare_round(site, tmp_path, manager)
    receipts = take_inputs_in(site, tmp_path, notes)
    live = hold_hour(site, tmp_path, ROUND, manager, MANAGER)
    close_round(site, officer)
    answer(site, tmp_path, notes, receipts, live)
    approve_and_publish(site, officer, manager)
    find_every_outcome(site, notes, receipts)
    find_live_outcomes(site, live)
    check_record(site, [*receipts, *(one.receipt for one in live)])


# --- preparing ---------------------------------------------------------------------------------


def prepare_people(site: Site) -> tuple[Visit, Visit]:
    """An organisation, an officer and a round manager, who choose their passwords on the page."""
    organisation = site.run("organisation", "create", "Voorbeeld Zorgkantoor").strip()
    return (
        invited(site, OFFICER, "Ina Koper", organisation, "officer", "round-manager"),
        invited(site, MANAGER, "Ron de Manager", organisation, "round-manager"),
    )


def invited(site: Site, email: str, name: str, organisation: str, *roles: str) -> Visit:
    asked = [word for role in roles for word in ("--role", role)]
    told = site.told(
        "account", "create", email, "--name", name, "--organisation", organisation, *asked
    )
    visitor = site.visitor()
    address = told["invitation"].removeprefix("http://localhost")
    page = visitor.get(address)
    words = {name: PASSWORD for name in page.form() if "csrf" not in name}
    visitor.send_from(page, address, **words)
    sign_in(visitor, email)
    return visitor


def sign_in(visitor: Visit, email: str) -> None:
    visitor.send("/inloggen", "/inloggen", email=email, password=PASSWORD)


def read_plan_in(site: Site, documents: Path) -> None:
    told = site.told(
        "plan", "import", documents / "inkoopbeleid-ggz-2024-2026.pdf",
        "--category", "Langdurige geestelijke gezondheidszorg", "--title", "Inkoopbeleid ggz",
        "--as", OFFICER, step="read the policy in (57 pages)",
    )  # fmt: skip
    assert told["plan"] == PLAN
    assert len([one for one in told["sections"] if one["number"]]) >= 112
    assert told["kept"]["words"] >= 0.99 * told["found"]["words"]


def make_readable(site: Site, folder: Path, officer: Visit) -> None:
    sheet = folder / "paragrafen.csv"
    site.run("sections", "export", PLAN, sheet, "--as", OFFICER, step="take the section sheet out")
    rows = policy.filled_sections(policy.read_sheet(sheet))
    policy.write_sheet(sheet, rows)
    told = site.told(
        "sections", "import", PLAN, sheet, "--as", OFFICER,
        step=f"take the section sheet in ({len(rows)} sections)",
    )  # fmt: skip
    assert len(told["accepted"]) == len(rows)
    assert not told["refused"]
    refusal = site.refused("plan", "publish", PLAN, "--as", OFFICER)
    assert "nagekeken" in refusal.text
    mend_what_cannot_be_read(site, officer)
    site.run("plan", "check", PLAN, "--as", OFFICER, step="check the chapters")
    site.run("plan", "summarise", PLAN, "Dit beleid zegt hoe wij zorg inkopen.", "--as", OFFICER)
    reason = ("--unsigned-reason", "Dit is een oefening.")
    site.run("plan", "publish", PLAN, *reason, "--as", OFFICER, step="freeze the plan")


def mend_what_cannot_be_read(site: Site, officer: Visit) -> None:
    """A text at each picture and heads at each table that lack them, on the chapters' pages."""
    with site.timed("mend pictures and tables on the page"):
        start = officer.get(f"/werk/plannen/{PLAN}")
        chapters = {a for a in start.links().values() if "/hoofdstuk/" in a}
        assert chapters
        for address in sorted(chapters):
            for _ in range(MOST_MENDS):
                if not mended_one(officer, address):
                    break


MOST_MENDS = 40

MENDS = re.compile(r"/(afbeelding|tabel)/\d+|/kop$")


def mended_one(officer: Visit, address: str) -> bool:
    page = officer.get(address)
    for form in page.soup.select("main form"):
        action = str(form.get("action", ""))
        if MENDS.search(action):
            values = {f["name"]: f.get("value", "") for f in form.select("input[name]")}
            values |= {"text": "Drie doelen onder elkaar."} if "text" in values else {}
            officer.post(action, values)
            return True
    return False


# --- the round ---------------------------------------------------------------------------------


def prepare_round(site: Site, folder: Path, manager: Visit) -> None:
    today = clock.today()
    file = folder / "ronde.yaml"
    dates = {
        "opens": today,
        "closes": today + timedelta(days=42),
        "answer_by": today + timedelta(days=84),
    }
    file.write_text(policy.ROUND.format(plan=PLAN, slug=ROUND, **dates), "utf-8")
    site.run("round", "create", "--from", file, "--as", MANAGER, step="create the round")
    lacks = site.refused("round", "check", ROUND, "--as", MANAGER).text
    refusal = site.refused("round", "publish", ROUND, "--as", MANAGER)
    assert lacks.count("- ") == refusal.text.count("- ") >= 2, "all that is missing, at once (I3)"
    with site.timed("add what the round lacks on the page"):
        manager.send(
            f"/werk/rondes/{ROUND}/wijzig",
            "/wijzig",
            contact_name="Rondemanager",
            contact_how="ronde@voorbeeld.nl",
            **{
                "questions-0-text": "Welke afspraak in dit beleid werkt voor u niet?",
                "questions-0-why": "Dan zoeken wij een andere afspraak.",
            },
        )
    site.run("round", "check", ROUND, "--as", MANAGER)
    site.run("round", "publish", ROUND, "--as", MANAGER, step="announce the round")


def take_inputs_in(site: Site, folder: Path, notes: list[dict[str, Any]]) -> list[str]:
    """All questions become inputs: those without a heading of their own and general ones too."""
    sheet = policy.write_sheet(folder / "inbreng.csv", policy.input_rows(notes))
    words = ("inputs", "import", sheet, "--round", ROUND, "--channel", "paper", "--as", OFFICER)
    told = site.told(*words, step=f"take the inputs in ({len(notes)})")
    receipts = [one["receipt"] for one in told["accepted"]]
    assert not told["refused"]
    assert len(set(receipts)) == len(notes), "two who ask the same are two"
    again = site.told(*words, step="take the same sheet in again")
    assert again == told
    return receipts


def close_round(site: Site, officer: Visit) -> None:
    """The clock of this site goes ahead until the round has closed."""
    for days in ("21", "22"):
        officer.send("/demo/klok", "/vooruit", days=days)
    page = site.visitor().get(f"/rondes/{ROUND}")
    assert "gesloten" in page.text.lower() or "antwoord" in page.text.lower()


# --- the answers -------------------------------------------------------------------------------


def answer(
    site: Site,
    folder: Path,
    notes: list[dict[str, Any]],
    receipts: list[str],
    live: list[LiveInput],
) -> None:
    """All answers but one, the gate refuses; the last one, and it accepts (I9).

    The hour answered all its questions but one; that one is the last.
    """
    rows = list(policy.answer_rows(notes, receipts))
    left, total = live[-1], len(receipts) + len(live)
    text = folder / "nota.yaml"
    text.write_text(policy.NOTE, "utf-8")
    site.run("note", "write", ROUND, text, "--as", OFFICER)
    assert coverage(site)[:2] == (total, len(live) - 1), "answers in the hour count already"
    all_but_one = policy.write_sheet(folder / "antwoorden.csv", rows)
    words = ("answers", "import", "--round", ROUND, "--as", OFFICER)
    told = site.told(*words, all_but_one, step=f"take the answers in ({len(rows)})")
    assert len(told["accepted"]) == len(rows)
    assert coverage(site) == (total, total - 1, [f"{left.receipt}/1"])
    assert left.receipt in site.refused("note", "submit", ROUND, "--as", OFFICER).text
    rows.append(policy.answer_row(left.receipt, "beantwoord", left.answer))
    everything = policy.write_sheet(folder / "antwoorden.csv", rows)
    site.run(*words, everything, step="take the same sheet in with the last answer")
    assert coverage(site) == (total, total, [])
    site.run("note", "submit", ROUND, "--as", OFFICER, step="submit the note")


def coverage(site: Site) -> tuple[int, int, list[str]]:
    told = site.told("note", "status", ROUND)
    return told["inputs"], told["with_disposition"], told["missing"]


def approve_and_publish(site: Site, officer: Visit, manager: Visit) -> None:
    """Not by who submitted it; by a second person who is signed in on the page."""
    address = f"/werk/rondes/{ROUND}/nota"
    refusal = site.refused("note", "publish", ROUND, "--as", MANAGER)
    assert "goedgekeurd" in refusal.text or "kan nu niet" in refusal.text
    page = officer.send(address, "/goedkeuren", status=409)
    assert "U mag dit niet doen." in page.text
    with site.timed("approve the note on the page"):
        sign_in(manager, MANAGER)
        manager.send(address, "/goedkeuren")
    site.run("note", "publish", ROUND, "--as", MANAGER, step="publish the note")
    with site.timed("read the note on its page"):
        page = site.visitor().get(f"/rondes/{ROUND}/antwoordnota")
    assert "207 vragen" in page.text
    site.weigh("the note", page)
    site.weigh("the contents of the plan", site.visitor().get(f"/rondes/{ROUND}/plan"))


# --- afterwards --------------------------------------------------------------------------------


def find_every_outcome(site: Site, notes: list[dict[str, Any]], receipts: list[str]) -> None:
    """Each writer finds the outcome and the answer by the number on the receipt."""
    found = Counter()
    visitor = site.visitor()
    with site.timed(f"read {len(receipts)} status pages"):
        for note, receipt in zip(notes, receipts, strict=True):
            page = visitor.get(f"/ontvangst/{receipt}")
            outcome = policy.outcome_for(note["answer"])
            assert policy.SHOWN[outcome] in page.text, f"{receipt} shows no outcome"
            assert unspaced(note["answer"]) in unspaced(page.text), f"{receipt} shows no answer"
            found[outcome] += 1
    site.weigh("a status page", page)
    assert sum(found.values()) == len(notes)
    assert len(found) > 1, f"the rule tells outcomes apart: {found}"


def find_live_outcomes(site: Site, live: list[LiveInput]) -> None:
    """Who asked in the hour finds the answer in the same way."""
    visitor = site.visitor()
    for one in live:
        page = visitor.get(f"/ontvangst/{one.receipt}")
        assert policy.SHOWN["beantwoord"] in page.text
        assert unspaced(one.answer) in unspaced(page.text), f"{one.receipt} shows no answer"


def unspaced(text: str) -> str:
    """A text to compare, wherever its lines and links begin."""
    return "".join(text.split())


def check_record(site: Site, receipts: list[str]) -> None:
    """The public record holds each input, and verifies."""
    site.run("record", "checkpoint", step="sign the record")
    site.told("record", "verify", step="verify the record")
    file = site.instance / "nota.json"
    site.run("note", "export", ROUND, file)
    told = json.loads(file.read_text("utf-8"))
    assert [one["nummer"] for one in told["inbreng"]] == [f"{one}/1" for one in receipts]
    assert told["aantallen"]["totaal"] == len(receipts)
