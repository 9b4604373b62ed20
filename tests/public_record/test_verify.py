"""An outsider's check: honest rounds pass, and each manipulation is found, also a signed one."""

import ast
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from consultation.public_record import signing, verify
from consultation.public_record.leaves import Kind, Leaf
from consultation.public_record.verify import verify_bundle
from tests.public_record.honest import (
    KEY,
    ORIGIN,
    OTHER_KEY,
    ROUND,
    Story,
    head_of,
    honest_story,
    receipt_of,
)

SOURCE = Path(verify.__file__)


@pytest.mark.parametrize("first", range(0, 200, 25))
def test_an_honest_round_verifies(first: int) -> None:
    for seed in range(first, first + 25):
        story = honest_story(seed)
        report = verify_bundle(
            story.packed(),
            since=story.checkpoints[0],
            receipt=receipt_of(story.leaves[1], 1),
            key=signing.verifier_key(ORIGIN, KEY),
        )
        assert report.faults == [], seed


def test_a_round_that_is_still_open_verifies() -> None:
    story = honest_story()
    story.forget_closing()
    story.note = None
    story.sign()
    assert verify_bundle(story.packed()).faults == []


# --- by somebody who cannot sign: the bundle alone shows it --------------------------------


def drop_leaf(story: Story) -> None:
    del story.leaves[2]


def change_text(story: Story) -> None:
    story.openings[0]["alineas"][0]["tekst"] += "!"


def change_name(story: Story) -> None:
    story.openings[0]["afzender"][0]["tekst"] = "Piet"


def name_beside_the_proof(story: Story) -> None:
    story.openings[0]["naam"] = "Piet"


def text_beside_the_proof(story: Story) -> None:
    story.openings[0]["alineas"][0]["hash"] = "00" * 32


def swap_paragraphs_between_inputs(story: Story) -> None:
    one, other = story.openings[0], story.openings[1]
    one["alineas"], other["alineas"] = other["alineas"], one["alineas"]


def reorder(story: Story) -> None:
    story.leaves[1], story.leaves[2] = story.leaves[2], story.leaves[1]


def forge_signature(story: Story) -> None:
    story.checkpoints[-1] = story.checkpoints[-1][:-12] + "AAAAAAAAAA=\n"


def other_key_on_one_head(story: Story) -> None:
    story.checkpoints[-1] = head_of([leaf.line() for leaf in story.leaves], OTHER_KEY)


def swap_answers_in_the_note(story: Story) -> None:
    story.row()["punten"][0]["antwoord"] = "Iets anders."


def leaf_that_no_head_covers(story: Story) -> None:
    story.add(Kind.HERSTEL, "herstel")


# --- by somebody who holds the key and signs all of it again: the rules show it ------------


def drop_note_row(story: Story) -> None:
    story.note["inbreng"].remove(story.row())
    story.forget_note()
    story.fix_note()


def double_note_row(story: Story) -> None:
    story.note["inbreng"].append(story.row())
    story.forget_note()
    story.fix_note()


def unknown_note_row(story: Story) -> None:
    story.note["inbreng"].append({**story.row(), "nummer": "MD-NEP2-22/1"})
    story.forget_note()
    story.fix_note()


def swap_outcomes(story: Story) -> None:
    story.row()["punten"][0]["uitkomst"] = "niet overgenomen"
    story.leaves.pop()
    story.checkpoints = []
    answers = [leaf for leaf in story.leaves if leaf.kind is Kind.ANTWOORD]
    story.forget_note()
    story.fix_note()
    kept = [leaf for leaf in story.leaves if leaf.kind is not Kind.ANTWOORD]
    story.leaves = [*kept[:-1], *answers, kept[-1]]
    story.checkpoints = []
    story.sign()


def no_answer_at_all(story: Story) -> None:
    story.row().update(stand="open", punten=[])
    story.forget_note()
    story.fix_note()


def answer_without_points(story: Story) -> None:
    story.row()["punten"] = []
    story.forget_note()
    story.fix_note()


def answer_without_reason(story: Story) -> None:
    story.row()["punten"][0]["reden"] = "  "
    story.forget_note()
    story.fix_note()


def called_late(story: Story) -> None:
    story.row().update(stand="te laat", punten=[])
    story.forget_note()
    story.fix_note()


def called_withdrawn(story: Story) -> None:
    story.row().update(stand="ingetrokken", punten=[])
    story.forget_note()
    story.fix_note()


def erased_without_leaf(story: Story) -> None:
    story.row().update(stand="gewist", punten=[])
    story.forget_note()
    story.fix_note()


def erased_only_after_the_note(story: Story) -> None:
    ref = story.row()["nummer"]
    story.row().update(stand="gewist", punten=[])
    story.openings = [one for one in story.openings if one["nummer"] != ref]
    story.forget_note()
    story.fix_note()
    story.add(Kind.GEWIST, ref)
    story.sign()


def wrong_totals(story: Story) -> None:
    story.forget_note()
    story.note["aantallen"]["per_uitkomst"]["overgenomen"] = 99
    value = verify.hashlib.sha256(verify.canonical(story.note)).digest()
    for row in story.note["inbreng"]:
        if row["stand"] == "beantwoord":
            right = verify.answer_value(row["nummer"], row["punten"])
            story.add(Kind.ANTWOORD, row["nummer"], right)
    story.add(Kind.NOTA, "nota", value)
    story.sign()


def note_that_was_never_fixed(story: Story) -> None:
    story.forget_note()
    story.sign()


def fixed_note_left_out(story: Story) -> None:
    story.note = None


def fixed_note_left_out_of_its_own_bundle(story: Story) -> None:
    story.note = None
    story.only = ROUND


def note_without_closing(story: Story) -> None:
    story.forget_closing()
    story.fix_note()


def note_before_closing(story: Story) -> None:
    story.forget_closing()
    story.fix_note()
    story.close()
    story.sign()


def closing_over_fewer(story: Story) -> None:
    at = story.leaves.index(next(x for x in story.leaves if x.kind is Kind.SLUITING))
    value = verify.closing_value(story.refs(Kind.ONTVANGEN)[1:])
    story.leaves[at] = Leaf(Kind.SLUITING, ROUND, ROUND, value)
    story.checkpoints = []
    story.sign()


def second_closing(story: Story) -> None:
    story.close()
    story.sign()


def insert_after_closing(story: Story) -> None:
    story.forget_closing()
    story.close()
    story.add(Kind.ONTVANGEN, "MD-MEER-99/1")
    story.note["inbreng"].append({**story.row(), "nummer": "MD-MEER-99/1"})
    story.fix_note()


def insert_after_a_closing_that_knew_of_it(story: Story) -> None:
    story.forget_closing()
    value = verify.closing_value([*story.refs(Kind.ONTVANGEN), "MD-MEER-99/1"])
    story.add(Kind.SLUITING, ROUND, value)
    story.add(Kind.ONTVANGEN, "MD-MEER-99/1")
    story.note["inbreng"].append({**story.row(), "nummer": "MD-MEER-99/1"})
    story.fix_note()


def changed_after_closing(story: Story) -> None:
    ref = story.row()["nummer"]
    story.openings = [one for one in story.openings if one["nummer"] != ref]
    story.add(Kind.GEWIJZIGD, ref)
    story.sign()


def note_changed_after_fixing(story: Story) -> None:
    story.note["in_het_kort"] = "Alles is overgenomen."


def unknown_state_beside_an_answer(story: Story) -> None:
    story.row()["stand"] = "gesloten"
    story.forget_note()
    story.fix_note()
    row = story.row("gesloten")
    at = next(i for i, leaf in enumerate(story.leaves) if leaf.kind is Kind.ANTWOORD)
    value = verify.answer_value(row["nummer"], row["punten"])
    story.leaves.insert(at, Leaf(Kind.ANTWOORD, ROUND, row["nummer"], value))
    story.checkpoints = []
    story.sign()


def withdrawn_with_an_outcome(story: Story) -> None:
    story.row("ingetrokken")["punten"] = story.row()["punten"]
    story.forget_note()
    story.fix_note()


def double_leaf(story: Story) -> None:
    story.leaves.insert(2, story.leaves[1])
    story.forget_closing()
    story.close()
    story.fix_note()


def same_number_in_two_rounds(story: Story) -> None:
    story.leaves.append(Leaf(Kind.ONTVANGEN, "ronde-b", story.leaves[1].ref, b"x" * 32))
    story.sign()


def withdrawal_of_nobody(story: Story) -> None:
    story.add(Kind.INGETROKKEN, "MD-NEP2-22/1")
    story.sign()


def old_text_after_a_change(story: Story) -> None:
    story.forget_closing()
    story.add(Kind.GEWIJZIGD, story.openings[0]["nummer"])
    story.close()
    story.fix_note()


def erased_text_still_open(story: Story) -> None:
    story.add(Kind.GEWIST, story.openings[0]["nummer"])
    story.sign()


MANIPULATIONS: list[Callable[[Story], None]] = [
    drop_leaf, change_text, change_name, name_beside_the_proof, text_beside_the_proof,
    swap_paragraphs_between_inputs, reorder, forge_signature, other_key_on_one_head,
    swap_answers_in_the_note, leaf_that_no_head_covers, drop_note_row, double_note_row,
    unknown_note_row, swap_outcomes, no_answer_at_all, answer_without_points,
    answer_without_reason, called_late, called_withdrawn, erased_without_leaf,
    erased_only_after_the_note, wrong_totals, note_changed_after_fixing,
    unknown_state_beside_an_answer, withdrawn_with_an_outcome, note_that_was_never_fixed,
    fixed_note_left_out, fixed_note_left_out_of_its_own_bundle, note_without_closing,
    note_before_closing, closing_over_fewer, second_closing, insert_after_closing,
    insert_after_a_closing_that_knew_of_it, changed_after_closing, double_leaf,
    same_number_in_two_rounds, withdrawal_of_nobody, old_text_after_a_change,
    erased_text_still_open,
]  # fmt: skip
"""Those of reliability.md 5.9 that the bundle alone shows, and those a key holder would try."""


@pytest.mark.parametrize("manipulate", MANIPULATIONS, ids=lambda one: one.__name__)
def test_a_manipulation_is_found(manipulate: Callable[[Story], None]) -> None:
    story = honest_story()
    assert verify_bundle(story.packed()).faults == []
    manipulate(story)
    report = verify_bundle(story.packed())
    assert report.faults
    assert not report.is_good


SIGNED_AGAIN = MANIPULATIONS[MANIPULATIONS.index(drop_note_row) :]


@pytest.mark.parametrize("manipulate", SIGNED_AGAIN, ids=lambda one: one.__name__)
def test_it_is_a_rule_that_finds_it_and_no_signature(manipulate: Callable[[Story], None]) -> None:
    story = honest_story()
    manipulate(story)
    faults = " ".join(verify_bundle(story.packed()).faults)
    assert not any(words in faults for words in ("heckpoint", "handtekening", "niet heel")), faults


# --- what only something that somebody kept can show ---------------------------------------


def without_one_input(story: Story) -> Story:
    """The round as if one input had never come, consistent and signed in every part."""
    answered = [row for row in story.note["inbreng"] if row["stand"] == "beantwoord"]
    told = [row["nummer"] for row in answered[1:]]
    story.forget_closing()
    story.leaves = [x for x in story.leaves if x.ref in told or x.kind is Kind.RONDE]
    story.openings = [one for one in story.openings if one["nummer"] in told]
    story.leaves = [leaf for leaf in story.leaves if leaf.kind is not Kind.GEWIST]
    story.note["inbreng"] = answered[1:]
    story.close()
    story.fix_note()
    return story


def test_a_second_history_is_found_with_a_kept_checkpoint_or_receipt() -> None:
    honest = honest_story()
    ref = honest.row()["nummer"]
    index = next(at for at, leaf in enumerate(honest.leaves) if leaf.ref == ref)
    shown = without_one_input(honest_story()).packed()
    assert verify_bundle(shown).faults == []
    assert verify_bundle(shown, since=honest.checkpoints[-1]).faults
    assert verify_bundle(shown, receipt=receipt_of(honest.leaves[index], index)).faults


def test_a_record_that_was_rolled_back_is_found_with_a_kept_checkpoint() -> None:
    story = honest_story()
    kept = story.checkpoints[-1]
    story.forget_note()
    story.note = None
    story.sign()
    assert verify_bundle(story.packed()).faults == []
    assert verify_bundle(story.packed(), since=kept).faults


def test_a_record_under_another_key_is_found_with_anything_that_was_kept() -> None:
    story = honest_story()
    kept = story.checkpoints[-1]
    story.key, story.checkpoints = OTHER_KEY, []
    story.sign()
    assert verify_bundle(story.packed()).faults == []
    assert verify_bundle(story.packed(), since=kept).faults
    assert verify_bundle(story.packed(), receipt=receipt_of(story.leaves[1], 1)).faults
    assert verify_bundle(story.packed(), key=signing.verifier_key(ORIGIN, KEY)).faults


def test_a_bundle_that_names_another_key_than_was_kept_is_found() -> None:
    report = verify_bundle(honest_story().packed(), key=signing.verifier_key("elders.nl", KEY))
    assert "De bundel heeft een andere sleutel dan u gaf." in report.faults


@pytest.mark.parametrize("place", [0, 2, -1])
def test_a_receipt_that_says_something_else_is_found(place: int) -> None:
    story = honest_story()
    stranger = receipt_of(Leaf(Kind.ONTVANGEN, ROUND, "MD-WEG2-22/1", b"v" * 32), place)
    misplaced = receipt_of(story.leaves[1], place)
    assert verify_bundle(story.packed(), receipt=stranger).faults
    assert verify_bundle(story.packed(), receipt=misplaced).faults
    assert verify_bundle(story.packed(), receipt="geen bewijs").faults


def test_a_head_may_bear_signatures_of_witnesses_too() -> None:
    story = honest_story()
    text, mark, ours = story.checkpoints[-1].partition("\n\n")
    story.checkpoints[-1] = f"{text}{mark}— getuige.nl AAAAAAAA\n{ours}"
    assert verify_bundle(story.packed()).faults == []


def test_a_head_of_another_record_under_the_same_key_does_not_count() -> None:
    story = honest_story()
    stranger = story.checkpoints[-1].replace(ORIGIN, "elders.nl", 1).partition("\n\n")[0] + "\n"
    assert verify_bundle(story.packed(), since=signing.sign(stranger, ORIGIN, KEY)).faults


# --- broken bundles ------------------------------------------------------------------------


def test_a_bundle_that_is_cut_or_damaged_is_found_wherever_it_is() -> None:
    good = honest_story().packed()
    for length in range(0, len(good), 97):
        assert verify_bundle(good[:length]).faults
    with zipfile.ZipFile(BytesIO(good)) as archive:
        begin = archive.getinfo("regels.txt").header_offset
    for place in range(begin + 60, begin + 400, 20):
        damaged = bytearray(good)
        damaged[place] ^= 0xFF
        assert verify_bundle(bytes(damaged)).faults


@pytest.mark.parametrize("name", ["regels.txt", "checkpoints.json", "openingen.jsonl"])
@pytest.mark.parametrize("content", ["", "[1]\n", "{}\n", "null\n", '"x"\n', "\x00", "[" * 9000])
def test_a_bundle_with_strange_parts_is_a_finding_and_no_crash(name: str, content: str) -> None:
    story, packed = honest_story(), BytesIO()
    with (
        zipfile.ZipFile(BytesIO(story.packed())) as good,
        zipfile.ZipFile(packed, "w") as spoiled,
    ):
        for one in good.namelist():
            spoiled.writestr(one, content if one == name else good.read(one))
    faults = verify_bundle(packed.getvalue()).faults
    assert faults or (name, content) == ("openingen.jsonl", "")


def test_the_same_story_gives_the_same_bytes() -> None:
    story = honest_story()
    assert story.packed() == story.packed()


def test_a_bundle_about_one_round_says_what_it_left_out() -> None:
    story = honest_story()
    story.note, story.only = None, "ronde-z"
    report = verify_bundle(story.packed())
    assert report.is_good
    assert any("NIET de antwoordnota" in line for line in report.checked)


# --- the file itself -----------------------------------------------------------------------


def run_alone(folder: Path, story: Story, *options: str) -> "subprocess.CompletedProcess[str]":
    (folder / "verify.py").write_bytes(SOURCE.read_bytes())
    (folder / "bundel.zip").write_bytes(story.packed())
    (folder / "oud.txt").write_text(honest_story().checkpoints[-1], encoding="utf-8")
    command = [sys.executable, "-I", "verify.py", "bundel.zip", *options]
    return subprocess.run(
        command, cwd=folder, capture_output=True, encoding="utf-8", check=False,
        env={"PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"},
    )  # fmt: skip


def test_the_verifier_runs_alone_with_nothing_but_python(tmp_path: Path) -> None:
    done = run_alone(tmp_path, honest_story(), "--since", "oud.txt")
    assert (done.returncode, "Alles klopt." in done.stdout) == (0, True), done.stderr


def test_the_verifier_ends_with_one_when_something_is_wrong(tmp_path: Path) -> None:
    done = run_alone(tmp_path, without_one_input(honest_story()), "--since", "oud.txt")
    assert (done.returncode, "FOUT:" in done.stdout) == (1, True), done.stderr


def test_the_verifier_explains_itself_when_called_wrongly(tmp_path: Path) -> None:
    done = run_alone(tmp_path, honest_story(), "--zonder")
    assert (done.returncode, "Gebruik:" in done.stdout) == (2, True), done.stderr


def test_the_verifier_is_python_3_9_and_imports_nothing_but_python() -> None:
    tree = ast.parse(SOURCE.read_text(encoding="utf-8"), feature_version=(3, 9))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import)
             for alias in node.names}  # fmt: skip
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert names <= set(sys.stdlib_module_names)


# RFC 8032, 7.1: TEST 1, TEST 2, TEST 3
VECTORS = [
    ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
     "d25bf5f0595bbe24655141438e7a100b"),
    ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
     "387b2eaeb4302aeeb00d291612bb0c00"),
    ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
     "4a7c15e9716ed28dc027beceea1ec40a"),
]  # fmt: skip


@pytest.mark.parametrize(("public", "message", "signature"), VECTORS)
def test_our_own_signature_check_knows_the_published_vectors(
    public: str, message: str, signature: str
) -> None:
    key, said, good = bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature)
    assert verify.is_signed(said, good, key)
    assert not verify.is_signed(said + b"!", good, key)
    assert not verify.is_signed(said, good, bytes(32))
    higher = (int.from_bytes(good[32:], "little") + verify.L).to_bytes(32, "little")
    assert not verify.is_signed(said, good[:32] + higher, key)
    for place in range(0, 64, 9):
        bad = bytearray(good)
        bad[place] ^= 1
        assert not verify.is_signed(said, bytes(bad), key)


def test_our_own_signature_check_agrees_with_the_library() -> None:
    public = signing.public_bytes(KEY)
    for number in range(10):
        message = bytes([number]) * number
        assert verify.is_signed(message, KEY.sign(message), public)
