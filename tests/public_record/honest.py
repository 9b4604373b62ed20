"""Honest rounds made without the application: the verifier accepts them, tests spoil them."""

import base64
import hashlib
import random
from dataclasses import dataclass, field
from typing import Any

from consultation.public_record import commitments, merkle, signing
from consultation.public_record.bundle import bundle
from consultation.public_record.leaves import Kind, Leaf
from consultation.public_record.record import closing_value
from consultation.public_record.verify import answer_value, canonical, note_counts

ORIGIN = "voorbeeld.nl/logboek"
KEY = signing.signing_key("11" * 32)
OTHER_KEY = signing.signing_key("22" * 32)
ROUND = "ronde-a"
SHOWN = (commitments.MetaPart.FIRST_NAME,)


@dataclass
class Story:
    """A round as it went: its leaves, openings and note, and who holds the pen."""

    leaves: list[Leaf] = field(default_factory=list)
    openings: list[dict[str, Any]] = field(default_factory=list)
    note: dict[str, Any] | None = None
    checkpoints: list[str] = field(default_factory=list)
    key: Any = KEY
    only: str | None = None

    def add(self, kind: Kind, ref: str, value: bytes = b"x" * 32) -> None:
        """One more leaf."""
        self.leaves.append(Leaf(kind, ROUND, ref, value))

    def sign(self) -> None:
        """Sign the head as it stands."""
        self.checkpoints.append(head_of([leaf.line() for leaf in self.leaves], self.key))

    def packed(self) -> bytes:
        """The bundle of this story."""
        return bundle(
            lines=[leaf.line() for leaf in self.leaves],
            checkpoints=self.checkpoints,
            verifier_key=signing.verifier_key(ORIGIN, self.key),
            openings=self.openings,
            notes={} if self.note is None else {ROUND: self.note},
            only=self.only,
        )

    def refs(self, kind: Kind) -> list[str]:
        """The numbers with a leaf of a kind."""
        return [leaf.ref for leaf in self.leaves if leaf.kind is kind]

    def row(self, state: str = "beantwoord") -> dict[str, Any]:
        """The first row of the note in this state."""
        assert self.note is not None
        rows: list[dict[str, Any]] = self.note["inbreng"]
        return next(row for row in rows if row["stand"] == state)

    def close(self) -> None:
        """Write the leaf that ends a round."""
        self.add(Kind.SLUITING, ROUND, closing_value(self.refs(Kind.ONTVANGEN)))

    def fix_note(self) -> None:
        """Count the note, write the leaves that fix the answers and the note, and sign."""
        assert self.note is not None
        self.note["aantallen"] = note_counts(self.note["inbreng"])
        for row in self.note["inbreng"]:
            if row["stand"] == "beantwoord":
                self.add(Kind.ANTWOORD, row["nummer"], answer_value(row["nummer"], row["punten"]))
        self.add(Kind.NOTA, "nota", hashlib.sha256(canonical(self.note)).digest())
        self.sign()

    def forget_note(self) -> None:
        """Take back the leaves that fixed the note, as only who holds the key could."""
        fixed = (Kind.ANTWOORD, Kind.NOTA)
        self.leaves = [leaf for leaf in self.leaves if leaf.kind not in fixed]
        self.checkpoints = []

    def forget_closing(self) -> None:
        """Take back the closing of the round as well."""
        self.forget_note()
        self.leaves = [leaf for leaf in self.leaves if leaf.kind is not Kind.SLUITING]


def head_of(lines: list[str], key: Any = KEY) -> str:
    """A signed checkpoint over lines."""
    root = merkle.root_of([merkle.leaf_hash(line.encode()) for line in lines])
    text = f"{ORIGIN}\n{len(lines)}\n{base64.b64encode(root).decode()}\n"
    return signing.sign(text, ORIGIN, key)


def receipt_of(leaf: Leaf, index: int, key: Any = KEY) -> str:
    """The signed receipt that the sender of a leaf keeps."""
    value = base64.b64encode(leaf.value).decode()
    return signing.sign(f"{ORIGIN}\n{index}\n{leaf.ref}\n{value}\n", ORIGIN, key)


def honest_story(seed: int = 1) -> Story:
    """A round with inputs received, changed, withdrawn, erased, hidden and late; and its note."""
    chance = random.Random(seed)  # noqa: S311 - a story, not a secret
    story = Story()
    story.add(Kind.RONDE, "ronde")
    refs = [f"MD-TEST-{number:02d}/1" for number in range(chance.randint(5, 9))]
    for ref in refs:
        _receive(story, Kind.ONTVANGEN, ref, chance)
        if chance.random() < 0.3:
            story.sign()
    if chance.random() < 0.5:
        _receive(story, Kind.GEWIJZIGD, refs[0], chance)
    story.add(chance.choice((Kind.VERBORGEN, Kind.GEREDIGEERD)), refs[1])
    _take_away(story, Kind.INGETROKKEN, refs[2])
    story.close()
    _receive(story, Kind.TE_LAAT, "MD-LAAT-99/1", chance)
    _take_away(story, Kind.GEWIST, refs[3])
    states = {"MD-LAAT-99/1": "te laat", refs[2]: "ingetrokken", refs[3]: "gewist"}
    rows = [_row(ref, states.get(ref, "beantwoord"), chance) for ref in [*refs, "MD-LAAT-99/1"]]
    story.note = {"ronde": ROUND, "inbreng": rows}
    story.fix_note()
    if chance.random() < 0.3:
        story.add(Kind.TE_LAAT, "MD-LAAT-98/1")
        _take_away(story, Kind.GEWIST, refs[4])
        story.sign()
    return story


def _receive(story: Story, kind: Kind, ref: str, chance: random.Random) -> None:
    count = chance.randint(1, 4)
    paragraphs = [f"Alinea {part} van {ref}: café\r\nén meer." for part in range(count)]
    keys = commitments.Keys(chance.randbytes(32), chance.randbytes(32))
    meta = commitments.Meta("Jan de Vries", "Bond", "web")
    story.add(kind, ref, commitments.commitment(keys, paragraphs, meta))
    shown = [part == 0 or chance.random() > 0.2 for part in range(count)]
    opening = commitments.opening(ref, keys, paragraphs, shown, meta, meta_shown=SHOWN)
    story.openings = [one for one in story.openings if one["nummer"] != ref] + [opening]


def _take_away(story: Story, kind: Kind, ref: str) -> None:
    story.add(kind, ref)
    story.openings = [one for one in story.openings if one["nummer"] != ref]


def _row(ref: str, state: str, chance: random.Random) -> dict[str, Any]:
    outcomes = [chance.choice(("overgenomen", "later")) for _ in range(chance.randint(1, 3))]
    points = [
        {"uitkomst": outcome, "reden": f"Om {ref}.", "antwoord": f"Dank voor {ref}."}
        for outcome in outcomes
    ]
    return {"nummer": ref, "stand": state, "punten": points if state == "beantwoord" else []}
