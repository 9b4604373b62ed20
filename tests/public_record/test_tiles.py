"""The record as mirrors read it: rebuilt here from its tiles alone."""

import base64

import pytest
from flask import Flask

from consultation.logbook import transaction
from consultation.public_record import merkle, record, signing, tiles
from consultation.public_record.leaves import Kind
from tests.contributions.factories import make_contribution
from tests.page import Visit

ORIGIN = "voorbeeld.nl/logboek"
KEY = signing.signing_key("55" * 32)


def fill(count: int) -> None:
    with transaction():
        for number in range(count):
            record.append(Kind.ONTVANGEN, round="a", ref=f"r{number}", value=b"v" * 32)
        record.sign_checkpoint(ORIGIN, KEY)


def test_the_root_can_be_worked_out_from_the_tiles(database: Flask) -> None:
    fill(300)
    whole, part = tiles.tile("0", "000"), tiles.tile("0", "001.p/44")
    assert (len(whole), len(part)) == (256 * 32, 44 * 32)
    hashes = [(whole + part)[at : at + 32] for at in range(0, 300 * 32, 32)]
    assert merkle.root_of(hashes) == record.head().root
    assert tiles.tile("1", "000.p/1") == merkle.root_of(hashes[:256])


def test_the_lines_of_a_tile_hash_to_its_leaves(database: Flask) -> None:
    fill(5)
    data, lines = tiles.entry_bundle("000.p/5"), []
    while data:
        end = 2 + int.from_bytes(data[:2], "big")
        lines.append(data[2:end])
        data = data[end:]
    assert [line.decode() for line in lines] == record.lines()
    assert tiles.tile("0", "000.p/5") == b"".join(merkle.leaf_hash(line) for line in lines)


@pytest.mark.parametrize(
    ("path", "place"),
    [("000", (0, 256)), ("x001/x234/067", (1234067, 256)), ("x001/234.p/17", (1234, 17))],
)
def test_the_address_of_a_tile_is_read_as_others_write_it(
    path: str, place: tuple[int, int]
) -> None:
    assert tiles.tile_place(path) == place


@pytest.mark.parametrize("path", ["0", "001/000", "000.p/0", "000.p/256", "x000/x000", "../000"])
def test_what_no_tile_is_called_is_none(path: str) -> None:
    with pytest.raises(LookupError):
        tiles.tile_place(path)


def test_what_is_not_signed_is_not_given(database: Flask) -> None:
    fill(3)
    with transaction():
        record.append(Kind.ONTVANGEN, round="a", ref="r9", value=b"v" * 32)
    for read in (tiles.entry_bundle, lambda path: tiles.tile("0", path)):
        assert read("000.p/3")
        with pytest.raises(LookupError):
            read("000.p/4")
    with pytest.raises(LookupError):
        tiles.tile("9", "000.p/1")
    with pytest.raises(LookupError):
        tiles.proof_of("r9")


def test_a_proof_shows_that_a_text_stands_in_the_signed_tree(database: Flask) -> None:
    fill(7)
    head, _, signed = tiles.proof_of("r5").partition("\n\n")
    lines = head.split("\n")
    assert lines[:2] == ["c2sp.org/tlog-proof@v1", "index 5"]
    assert signed == record.checkpoints()[-1]
    assert signing.is_signed(signed, signing.public_bytes(KEY))
    root = base64.b64decode(signed.split("\n")[2])
    leaf = merkle.leaf_hash(record.lines()[5].encode())
    path = [base64.b64decode(line) for line in lines[2:]]
    assert merkle.includes(leaf, 5, 7, path, root)
    assert not merkle.includes(leaf, 4, 7, path, root)


def test_outsiders_fetch_the_record_in_parts(visit: Visit) -> None:
    contribution = make_contribution()
    ref = contribution.reference
    proof = visit.client.get(f"/logboek/bewijs/{ref}")
    assert proof.text == tiles.proof_of(ref)
    assert proof.headers["Content-Disposition"].endswith('-1.tlog-proof"')
    receipt = visit.client.get(f"/logboek/ontvangst/{ref}")
    assert receipt.text.split("\n")[1:3] == ["0", ref]
    signed = visit.client.get("/logboek/checkpoint").text
    assert visit.client.get("/logboek/checkpoints").text == signed
    tile = visit.client.get("/logboek/tile/0/000.p/1")
    assert tile.data == merkle.leaf_hash(record.lines()[0].encode())
    assert "immutable" in tile.headers["Cache-Control"]
    assert visit.client.get("/logboek/tile/entries/000.p/1").data[2:].decode() == record.lines()[0]


@pytest.mark.parametrize(
    "path",
    [
        "bewijs/MD-2222-22/1",
        "ontvangst/onzin/1",
        "tile/0/000",
        "tile/x/000",
        "tile/entries/000.p/9",
    ],
)
def test_what_does_not_stand_in_the_record_is_not_found(visit: Visit, path: str) -> None:
    visit.get(f"/logboek/{path}", status=404)
