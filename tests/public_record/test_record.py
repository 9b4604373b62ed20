"""Leaf and row in one transaction, on this run's database."""

import io
import threading
import zipfile

import pytest
from flask import Flask

from consultation.database import db
from consultation.logbook import transaction
from consultation.public_record import merkle, record, signing
from consultation.public_record.bundle import export_bundle
from consultation.public_record.leaves import Kind, Leaf, parse
from consultation.public_record.models import Checkpoint
from consultation.public_record.verify import verify_bundle

ORIGIN = "voorbeeld.nl/logboek"
KEY = signing.signing_key("33" * 32)


def receive(count: int, round: str = "a") -> None:
    """Leaves of inputs, each in a transaction of its own."""
    for number in range(count):
        with transaction():
            record.append(Kind.ONTVANGEN, round=round, ref=f"r{number}", value=b"v" * 32)


def test_the_head_grows_with_each_leaf(database: Flask) -> None:
    for number in range(20):
        with transaction():
            index = record.append(Kind.ONTVANGEN, round="a", ref=f"r{number}", value=b"v" * 32)
            assert index == number
    hashes = [merkle.leaf_hash(line.encode()) for line in record.lines()]
    assert record.head() == record.Head(20, merkle.root_of(hashes))


def test_a_record_without_leaves_has_a_head(database: Flask) -> None:
    assert record.head() == record.Head(0, merkle.frontier_root([]))


def test_a_rollback_takes_the_leaf_back(database: Flask) -> None:
    def append_two() -> None:
        with transaction():
            record.append(Kind.ONTVANGEN, round="a", ref="r", value=b"v" * 32)
            record.append(Kind.ONTVANGEN, round="a", ref="s", value=b"too short")

    receive(1)
    before = record.head()
    with pytest.raises(ValueError, match="32 bytes"):
        append_two()
    assert record.head() == before
    assert len(record.lines()) == 1
    with transaction():
        assert record.append(Kind.ONTVANGEN, round="a", ref="t", value=b"v" * 32) == 1


def test_inputs_at_once_leave_no_gap_and_no_double(database: Flask) -> None:
    start, failed = threading.Barrier(6), []

    def send(sender: int) -> None:
        with database.app_context():
            start.wait()
            for number in range(8):
                try:
                    with transaction():
                        ref = f"{sender}-{number}"
                        record.append(Kind.ONTVANGEN, round="a", ref=ref, value=b"v" * 32)
                except Exception as error:
                    failed.append(error)
            db.session.remove()

    senders = [threading.Thread(target=send, args=(sender,)) for sender in range(6)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert failed == []
    lines = record.lines()
    assert len(set(lines)) == len(lines) == 48
    hashes = [merkle.leaf_hash(line.encode()) for line in lines]
    assert record.head() == record.Head(48, merkle.root_of(hashes))


def test_two_processes_may_send_the_very_first_input_at_once(database: Flask) -> None:
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite lets one process write at a time")
    indexes: list[int] = []

    def send() -> None:
        with database.app_context(), transaction():
            value = b"v" * 32
            indexes.append(record.append(Kind.ONTVANGEN, round="a", ref="r", value=value))

    with db.engine.connect() as other:
        other.execute(db.text("INSERT INTO record_head (id, size, frontier) VALUES (1, 0, '')"))
        sender = threading.Thread(target=send)
        sender.start()
        with db.engine.connect() as watcher:
            waits = db.text("SELECT count(*) FROM pg_locks WHERE NOT granted")
            while sender.is_alive() and not watcher.scalar(waits):
                watcher.rollback()
        other.commit()
        sender.join()
    assert indexes == [0]
    assert record.head().size == 1


def test_a_checkpoint_is_signed_once_a_size(database: Flask) -> None:
    with transaction():
        record.append(Kind.RONDE, round="a", ref="ronde", value=b"v" * 32)
        first = record.sign_checkpoint(ORIGIN, KEY).note
    with transaction():
        assert record.sign_checkpoint(ORIGIN, KEY).note == first
    assert signing.is_signed(first, signing.public_bytes(KEY))
    assert not signing.is_signed(first.replace("\n1\n", "\n2\n"), signing.public_bytes(KEY))
    assert record.checkpoints() == [first]
    receive(1)
    with transaction():
        record.sign_checkpoint(ORIGIN, KEY)
    assert [note.split("\n")[:2] for note in record.checkpoints()] == [
        [ORIGIN, "1"], [ORIGIN, "2"],
    ]  # fmt: skip


@pytest.mark.parametrize("origin", ["", "twee woorden", "plus+teken", "regel\n"])
def test_nothing_is_signed_under_a_name_that_cannot_be_one(origin: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        signing.sign("iets\n", origin, KEY)


@pytest.mark.parametrize("text", ["zonder einde", "een\n\nlege regel\n"])
def test_nothing_is_signed_that_could_be_read_in_two_ways(text: str) -> None:
    with pytest.raises(ValueError, match="lines"):
        signing.sign(text, ORIGIN, KEY)


def test_an_older_head_proves_that_a_leaf_was_in_it(database: Flask) -> None:
    receive(11)
    hashes = [merkle.leaf_hash(line.encode()) for line in record.lines()]
    path = record.inclusion_proof(3, 7)
    assert merkle.includes(hashes[3], 3, 7, path, merkle.root_of(hashes[:7]))
    for index, size in ((7, 7), (3, 12), (-1, 7)):
        with pytest.raises(IndexError):
            record.inclusion_proof(index, size)


def test_a_receipt_names_the_newest_text_and_no_other_leaf(database: Flask) -> None:
    receive(2)
    with transaction():
        record.append(Kind.GEWIJZIGD, round="a", ref="r1", value=b"w" * 32)
        record.append(Kind.GEREDIGEERD, round="a", ref="r1", value=b"x" * 32)
    body = record.signed_receipt("r1", ORIGIN, KEY).split("\n")
    assert body[:3] == [ORIGIN, "2", "r1"]
    with pytest.raises(LookupError):
        record.signed_receipt("r9", ORIGIN, KEY)


def test_a_bundle_of_the_record_covers_all_of_it_and_holds_its_receipts(database: Flask) -> None:
    receive(5)
    with transaction():
        old = record.sign_checkpoint(ORIGIN, KEY).note
    with transaction():
        record.append(Kind.GEWIJZIGD, round="a", ref="r1", value=b"w" * 32)
        record.sign_checkpoint(ORIGIN, KEY)
        packed = export_bundle(None, origin=ORIGIN, key=KEY, openings=[], notes={})
        receipt = record.signed_receipt("r1", ORIGIN, KEY)
    key = signing.verifier_key(ORIGIN, KEY)
    assert verify_bundle(packed, since=old, receipt=receipt, key=key).faults == []


def test_a_bundle_leaves_out_what_came_after_its_checkpoint(database: Flask) -> None:
    receive(2)
    with transaction():
        record.sign_checkpoint(ORIGIN, KEY)
        record.append(Kind.GEWIJZIGD, round="a", ref="r1", value=b"w" * 32)
        record.append(Kind.NOTA, round="a", ref="nota", value=b"n" * 32)
    openings = [{"nummer": "r1"}, {"nummer": "r0"}]
    packed = export_bundle(None, origin=ORIGIN, key=KEY, openings=openings, notes={"a": {}})
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        assert files.read("regels.txt").count(b"\n") == 2
        assert files.read("openingen.jsonl") == b'{"nummer":"r0"}\n'
        assert "notas/a.json" not in files.namelist()


def test_a_row_that_was_edited_in_the_database_is_found(database: Flask) -> None:
    receive(5)
    with transaction():
        record.sign_checkpoint(ORIGIN, KEY)
    with transaction():
        line = Leaf(Kind.ONTVANGEN, "a", "r2", b"w" * 32).line()
        db.session.execute(
            db.text("UPDATE record_leaves SET line = :line WHERE id = 2"), {"line": line}
        )
        packed = export_bundle(None, origin=ORIGIN, key=KEY, openings=[], notes={})
    assert verify_bundle(packed).faults
    assert db.session.query(Checkpoint).count() == 1


def test_a_line_is_read_back_and_a_strange_one_refused() -> None:
    line = Leaf(Kind.ONTVANGEN, "ronde", "MD-4F7K-92/1", b"v" * 32).line()
    assert parse(line).line() == line
    wrong = [
        line + " ", line + "\n", line.replace("ontvangen", "verzonnen"), "x " + line,
        line.replace("/1 ontv", "/2 ontv"), line[:-4] + "====", line.replace(" ronde ", "  "),
        line[:-2] + "Z=",
    ]  # fmt: skip
    for one in wrong:
        with pytest.raises(ValueError, match=r"."):
            parse(one)


def test_the_known_line_of_an_input_stays_the_same() -> None:
    line = Leaf(Kind.ONTVANGEN, "kleding-2026", "MD-4F7K-92/1", bytes(range(32))).line()
    assert line == (
        "dialoog-log/1 ontvangen kleding-2026 MD-4F7K-92/1 "
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
    )


@pytest.mark.parametrize("ref", ["a\nb", "a b", "", "é", "a" * 91])
def test_a_leaf_holds_nothing_but_plain_words(ref: str) -> None:
    with pytest.raises(ValueError, match="not fit"):
        Leaf(Kind.ONTVANGEN, "ronde", ref, b"v" * 32).line()
