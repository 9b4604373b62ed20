#!/usr/bin/env python3
"""Checks a bundle of the public record offline; it needs Python 3.9 or newer and nothing else.

It does not trust the site: whoever holds the signing key can still not drop, alter or add an
input between two checkpoints or receipts that others kept. What it holds true is written at each
check below; USAGE says how to run it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
import json
import sys
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

USAGE = """Controleert een bundel van het openbare logboek. Nodig: alleen Python 3.9 of nieuwer.
Gebruik: python verify.py bundel.zip [--since oud-checkpoint.txt] [--receipt ontvangstbewijs.txt]
                                     [--key sleutel.txt]
Geef bij --since, --receipt en --key wat u zelf bewaarde: alleen daarmee blijkt of u een andere
geschiedenis krijgt te zien dan eerder. Uitkomst 0: alles klopt. 1: fouten. 2: verkeerd gebruik."""
PREFIX, COMMITMENT, CLOSING = "dialoog-log/1", b"dialoog-c/1", b"dialoog-sluiting/1"
TEXTS = ("ontvangen", "te-laat", "gewijzigd")
GONE = ("ingetrokken", "gewist")
WITHOUT_ANSWER = {"te laat": "te-laat", "ingetrokken": "ingetrokken", "gewist": "gewist"}
ABOUT = ("gewijzigd", *GONE, "verborgen", "geredigeerd", "antwoord")
KINDS = {*TEXTS, *ABOUT, "ronde", "sluiting", "nota", "sleutel", "herstel"}
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, ROOT = -121665 * pow(121666, P - 2, P) % P, pow(2, (P - 1) // 4, P)
Point = tuple[int, int, int, int]


def _sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def roots_at(datas: list[bytes], sizes: set[int]) -> dict[int, bytes]:
    """The Merkle roots (RFC 9162) over the first so many leaves, for all sizes in one pass."""
    roots, frontier = {0: _sha(b"")}, list[bytes]()
    for size, data in enumerate(datas):
        node, bits = _sha(b"\x00" + data), size
        while bits & 1:
            node, bits = _sha(b"\x01" + frontier.pop() + node), bits >> 1
        frontier.append(node)
        if size + 1 in sizes:
            for left in frontier[-2::-1]:
                node = _sha(b"\x01" + left + node)
            roots[size + 1] = node
    return roots


def root_of(datas: list[bytes]) -> bytes:
    """The root over the data of all leaves."""
    return roots_at(datas, {len(datas)})[len(datas)]


def _add(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(scalar: int, point: Point) -> Point:
    total: Point = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = _add(total, point)
        point, scalar = _add(point, point), scalar >> 1
    return total


def _point(data: bytes) -> Point | None:
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & ((1 << 255) - 1)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x * ROOT % P if (x * x - square) % P else x
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = _point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(message: bytes, signature: bytes, public: bytes) -> bool:
    """Whether an Ed25519 signature (RFC 8032) of this key stands under a message."""
    key, nonce = _point(public), _point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if (len(signature), len(public)) != (64, 32) or scalar >= L or not (key and nonce and BASE):
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    right = _add(nonce, _times(int.from_bytes(digest, "little") % L, key))
    left = _times(scalar, BASE)
    return not any((left[i] * right[2] - right[i] * left[2]) % P for i in (0, 1))


class Leaf(NamedTuple):
    """One line of the record."""

    place: int
    kind: str
    round: str
    ref: str
    value: bytes


class Report(NamedTuple):
    """What was found: faults, and what was checked."""

    faults: list[str]
    checked: list[str]

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    def demand(self, holds: bool, fault: str) -> None:
        """Write down a fault when something does not hold."""
        if not holds:
            self.faults.append(fault)


def canonical(thing: Any) -> bytes:
    """The one way to write a thing as JSON, so that its hash is the same everywhere."""
    return json.dumps(thing, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def closing_value(refs: list[str]) -> bytes:
    """The value of `sluiting`: how many were received in time, and the root over them, sorted."""
    count = len(refs).to_bytes(8, "big")
    return _sha(CLOSING + count + root_of([ref.encode() for ref in sorted(refs)]))


def answer_value(ref: str, points: list[dict[str, Any]]) -> bytes:
    """The value of `antwoord`: all points of one input with their outcome, reason and answer."""
    return _sha(canonical({"nummer": ref, "punten": points}))


def note_counts(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The totals that a note must bear, counted from its own rows."""
    outcomes = Counter(point["uitkomst"] for row in rows for point in row["punten"])
    states = Counter(row["stand"] for row in rows)
    return {"totaal": len(rows), "per_stand": dict(states), "per_uitkomst": dict(outcomes)}


def _opened(parts: list[dict[str, str]]) -> bytes:
    hashes = []
    for index, part in enumerate(parts):
        if set(part) == {"tekst", "sleutel"}:
            text = part["tekst"].replace("\r\n", "\n").replace("\r", "\n")
            data, key = unicodedata.normalize("NFC", text).encode(), bytes.fromhex(part["sleutel"])
            head = index.to_bytes(4, "big") + len(data).to_bytes(8, "big")
            hashes.append(hmac.new(key, head + data, hashlib.sha256).digest())
        elif set(part) == {"hash"}:
            hashes.append(bytes.fromhex(part["hash"]))
        else:
            raise ValueError(f"alinea {index + 1} is niet open en niet dicht")
    return root_of(hashes)


def opened(opening: dict[str, Any]) -> bytes:
    """The commitment that an opening leads to; nothing that it does not prove may stand in it."""
    if set(opening) != {"nummer", "alineas", "afzender", "bestanden"}:
        raise ValueError("een opening met andere velden")
    sealed = _opened(opening["alineas"]) + _opened(opening["afzender"])
    return _sha(COMMITMENT + sealed + bytes.fromhex(opening["bestanden"]))


def read_leaf(place: int, line: str) -> Leaf:
    """One line; raises ValueError when it is not exactly a leaf."""
    prefix, kind, name, ref, value = line.split(" ")
    leaf = Leaf(place, kind, name, ref, base64.b64decode(value, validate=True))
    if prefix != PREFIX or kind not in KINDS or len(leaf.value) != 32 or not (name and ref):
        raise ValueError(f"geen regel van het logboek: {line}")
    return leaf


def note_of(signed: str, verifier_key: str) -> list[str] | None:
    """The lines of a signed text, or None without a good signature; others may have signed too."""
    origin, named, encoded = verifier_key.strip().split("+", 2)
    text, _, under = signed.strip().partition("\n\n")
    marked = base64.b64decode(encoded, validate=True)
    mine = _sha(origin.encode() + b"\n" + marked)[:4]
    for words in (line.split(" ") for line in under.splitlines()):
        if len(words) == 3 and words[:2] == ["—", origin] and mine.hex() == named:
            data = base64.b64decode(words[2])
            if data[:4] == mine and is_signed((text + "\n").encode(), data[4:], marked[1:]):
                return text.split("\n") if text.split("\n")[0] == origin else None
    return None


def _check_heads(report: Report, lines: list[str], notes: list[str], key: str) -> None:
    """Every head ever signed is a beginning of this record, and the newest covers all of it."""
    heads = [note_of(note, key) for note in notes]
    sizes = {int(head[1]) for head in heads if head}
    roots = roots_at([line.encode() for line in lines], sizes)
    for number, head in enumerate(heads, start=1):
        if head is None:
            report.faults.append(f"Checkpoint {number} heeft geen goede handtekening.")
        elif base64.b64encode(roots.get(int(head[1]), b"")).decode() != head[2]:
            fault = f"Checkpoint {number} past niet: {head[1]} regels, de bundel {len(lines)}."
            report.faults.append(fault)
    report.demand(max(sizes, default=-1) == len(lines), "Geen checkpoint dekt alle regels.")
    report.checked.append(f"{len(lines)} regels, {len(notes)} checkpoints, sleutel {key.strip()}")


def _check_numbers(report: Report, leaves: list[Leaf]) -> None:
    """A number is received once, in one round; whatever is said of it comes later."""
    known: dict[str, str] = {}
    for leaf in leaves:
        if leaf.kind in ("ontvangen", "te-laat"):
            report.demand(leaf.ref not in known, f"{leaf.ref} is twee keer ontvangen.")
            known[leaf.ref] = leaf.round
        elif leaf.kind in ABOUT and known.get(leaf.ref) != leaf.round:
            report.faults.append(f"{leaf.round}: {leaf.kind} van onbekend nummer {leaf.ref}.")


def _check_closing(report: Report, name: str, of: dict[str, list[Leaf]]) -> None:
    """A round closes once, over exactly what was received; after it no text comes or changes."""
    closing, received = of["sluiting"], of["ontvangen"]
    report.checked.append(f"{name}: {len(received)} ontvangen, {len(of['te-laat'])} na sluiting")
    report.demand(len(closing) <= 1, f"{name}: er zijn {len(closing)} sluitingen.")
    for end in closing:
        for leaf in received + of["gewijzigd"]:
            fault = f"{name}: {leaf.ref} is {leaf.kind} na de sluiting."
            report.demand(leaf.place < end.place, fault)
        right = end.value == closing_value([leaf.ref for leaf in received])
        report.demand(right, f"{name}: de sluiting past niet bij wat is ontvangen.")


def _check_note(report: Report, name: str, of: dict[str, list[Leaf]], text: str) -> None:
    """The note is the fixed one, after closing, with each number once and totals that add up."""
    if not of["nota"] or not of["sluiting"] or of["sluiting"][0].place > of["nota"][0].place:
        report.faults.append(f"{name}: nota en sluiting staan niet na elkaar in het logboek.")
    elif _sha(text.encode()) != of["nota"][-1].value:
        report.faults.append(f"{name}: de antwoordnota is niet de vastgelegde nota.")
    note, end = json.loads(text), of["nota"][-1].place if of["nota"] else sys.maxsize
    said = {kind: {x.ref: x.value for x in of[kind] if x.place < end} for kind in KINDS}
    rows, known = note["inbreng"], {*said["ontvangen"], *said["te-laat"]}
    times = Counter(row["nummer"] for row in rows)
    for ref in sorted(known | set(times)):
        fault = f"{name}: {ref} staat {times[ref]} keer in de nota, {int(ref in known)} keer in het"
        report.demand(times[ref] == (ref in known), f"{fault} logboek.")
    for row in rows:
        _check_row(report, f"{name}: {row['nummer']}", row, said)
    right = note_counts(rows) == note["aantallen"]
    report.demand(right, f"{name}: de aantallen in de nota kloppen niet.")
    report.checked.append(f"{name}: antwoordnota met {len(rows)} nummers")


def _check_row(report: Report, where: str, row: dict[str, Any], said: dict[str, Any]) -> None:
    """A number has its answer with outcome and reason, or a leaf that says why it has none."""
    ref, state, points = row["nummer"], row["stand"], row["punten"]
    if state in WITHOUT_ANSWER:
        report.demand(
            ref in said[WITHOUT_ANSWER[state]], f"{where} heet {state}; het logboek zegt dat niet."
        )
        report.demand(not points, f"{where} heet {state} en heeft toch een uitkomst.")
        return
    full = points and all(p["uitkomst"].strip() and p["reden"].strip() for p in points)
    report.demand(bool(full), f"{where} heeft geen uitkomst met een reden.")
    report.demand(state == "beantwoord", f"{where} heeft een onbekende stand: {state}.")
    right = said["antwoord"].get(ref) == answer_value(ref, points)
    report.demand(right, f"{where} heeft een ander antwoord dan is vastgelegd.")


def _check_openings(report: Report, leaves: list[Leaf], openings: list[dict[str, Any]]) -> None:
    """A published text is word for word the newest that was received, and nothing gone is open."""
    values = {leaf.ref: leaf.value for leaf in leaves if leaf.kind in TEXTS}
    gone = {leaf.ref: leaf.kind for leaf in leaves if leaf.kind in GONE}
    for one in openings:
        ref = one["nummer"]
        report.demand(ref not in gone, f"De tekst van {ref} is {gone.get(ref)} en staat er nog.")
        report.demand(values.get(ref) == opened(one), f"{ref}: dit is niet wat is ontvangen.")
    closed = sum("hash" in part for one in openings for part in one["alineas"])
    report.checked.append(f"{len(openings)} teksten woord voor woord, {closed} alinea's afgedekt")


def _check_receipt(report: Report, receipt: str, leaves: list[Leaf], key: str) -> None:
    lines = note_of(receipt, key)
    if lines is None:
        report.faults.append("Het ontvangstbewijs heeft geen goede handtekening.")
        return
    texts = (leaf for leaf in leaves if leaf.kind in TEXTS and str(leaf.place) == lines[1])
    right = [[leaf.ref, base64.b64encode(leaf.value).decode()] for leaf in texts]
    report.demand(right == [lines[2:]], f"Uw bewijs: {lines[2]} staat niet zo in het logboek.")
    report.checked.append(f"ontvangstbewijs van {lines[2]}")


def _check(report: Report, data: bytes, since: str, receipt: str, key: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        files = {name: bundle.read(name).decode() for name in bundle.namelist()}
    key, given = key or files["sleutel.txt"], files["sleutel.txt"]
    report.demand(key.strip() == given.strip(), "De bundel heeft een andere sleutel dan u gaf.")
    lines = files["regels.txt"].split("\n")[:-1]
    leaves = [read_leaf(place, line) for place, line in enumerate(lines)]
    _check_heads(report, lines, json.loads(files["checkpoints.json"]) + [since] * bool(since), key)
    _check_numbers(report, leaves)
    openings = [json.loads(line) for line in files["openingen.jsonl"].splitlines()]
    _check_openings(report, leaves, openings)
    only, named = json.loads(files["rondes.json"]), {leaf.round for leaf in leaves}
    for name in sorted(named | {n[6:-5] for n in files if n.startswith("notas/")}):
        mine = [leaf for leaf in leaves if leaf.round == name]
        of = {kind: [leaf for leaf in mine if leaf.kind == kind] for kind in KINDS}
        _check_closing(report, name, of)
        if f"notas/{name}.json" in files:
            _check_note(report, name, of, files[f"notas/{name}.json"])
        elif of["nota"] and (only is None or name in only):
            report.faults.append(f"{name}: de vastgelegde antwoordnota ontbreekt.")
        elif of["nota"]:
            report.checked.append(f"{name}: NIET de antwoordnota; de bundel gaat over {only}")
    if receipt:
        _check_receipt(report, receipt, leaves, key)


def verify_bundle(data: bytes, since: str = "", receipt: str = "", key: str = "") -> Report:
    """Check a bundle against what was kept; the report lists every fault in Dutch."""
    report = Report([], [])
    try:
        _check(report, data, since, receipt, key)
    except Exception as error:  # whatever a broken bundle does to its reader is a finding
        report.faults.append(f"De bundel is niet heel: {error!r}")
    return report


def main(arguments: list[str]) -> int:
    """Read the files named on the command line and print the report."""
    kept = {}
    for name in ("since", "receipt", "key"):
        if f"--{name}" in arguments[:-1]:
            at = arguments.index(f"--{name}")
            kept[name] = Path(arguments[at + 1]).read_text(encoding="utf-8")
            del arguments[at : at + 2]
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(USAGE)
        return 2
    report = verify_bundle(Path(arguments[0]).read_bytes(), **kept)
    lines = [f"gecontroleerd: {line}" for line in report.checked]
    lines += [f"FOUT: {line}" for line in report.faults]
    lines.append("Alles klopt." if report.is_good else f"Aantal fouten: {len(report.faults)}.")
    print(*lines, sep="\n")
    return 0 if report.is_good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
