"""A commitment fixes a text and its sender, tells nothing, and opens part by part."""

import json

import pytest

from consultation.public_record import commitments, verify
from consultation.public_record.commitments import Keys, Meta, MetaPart

KEYS = Keys(b"t" * 32, b"m" * 32)
TEXT = ["Een eerste alinea.", "Een geheim bedrag.", "Tot slot."]
META = Meta("Jan de Vries", "Bond van inkopers", "web")
C = commitments.commitment(KEYS, TEXT, META)


def test_a_known_commitment_stays_the_same() -> None:
    # Fixed at the first release: what is in a record must be opened for years to come.
    assert C.hex() == "5681224bdc7daca0cf7029a19b40c9969e75667f1027a0114c3fd284f14ce051"


@pytest.mark.parametrize(
    "changed",
    [
        commitments.commitment(KEYS, [*TEXT[:2], "Tot slot!"], META),
        commitments.commitment(KEYS, [TEXT[1], TEXT[0], TEXT[2]], META),
        commitments.commitment(KEYS, [TEXT[0] + TEXT[1], TEXT[2]], META),
        commitments.commitment(KEYS, [*TEXT, ""], META),
        commitments.commitment(KEYS, TEXT, Meta("Jan de Boer", META.organisation, META.channel)),
        commitments.commitment(KEYS, TEXT, Meta(META.name, "", META.channel)),
        commitments.commitment(KEYS, TEXT, Meta(META.name, META.organisation, "paper")),
        commitments.commitment(Keys(b"u" * 32, KEYS.meta), TEXT, META),
        commitments.commitment(Keys(KEYS.text, b"u" * 32), TEXT, META),
    ],
)
def test_every_change_gives_another_commitment(changed: bytes) -> None:
    assert changed != C


def test_the_same_text_sent_twice_cannot_be_recognised() -> None:
    once = commitments.commitment(commitments.new_keys(), TEXT, META)
    again = commitments.commitment(commitments.new_keys(), TEXT, META)
    assert once != again
    assert all(len(part) == 32 for part in (once, again))


def test_line_ends_and_composed_letters_do_not_matter() -> None:
    typed = commitments.commitment(KEYS, ["cafe\u0301\r\nen\rmeer"], META)
    assert typed == commitments.commitment(KEYS, ["caf\u00e9\nen\nmeer"], META)


def opening(*, shown: tuple[bool, ...] = (True, False, True), sender: tuple[MetaPart, ...] = ()):  # type: ignore[no-untyped-def]
    made = commitments.opening("MD-4F7K-92/1", KEYS, TEXT, shown, META, meta_shown=sender)
    return json.loads(json.dumps(made))


def test_what_is_closed_is_in_no_opening_and_the_rest_still_leads_to_the_commitment() -> None:
    public = opening(sender=(MetaPart.FIRST_NAME,))
    assert verify.opened(public) == C
    words = json.dumps(public)
    assert "Een eerste alinea." in words
    assert "Jan" in words
    for secret in ("geheim", "Vries", "Bond", "web"):
        assert secret not in words
    for key in (KEYS.text, KEYS.meta, commitments.paragraph_key(KEYS.text, 1)):
        assert key.hex() not in words


def test_a_confidential_text_is_closed_as_a_whole() -> None:
    closed = opening(shown=(False, False, False))
    assert verify.opened(closed) == C
    assert {frozenset(part) for part in closed["alineas"]} == {frozenset({"hash"})}


def test_every_part_of_a_sender_can_be_opened_on_its_own() -> None:
    for part, words in zip(MetaPart, ("Jan", "de Vries", "Bond van inkopers", "web"), strict=True):
        shown = opening(sender=(part,))
        assert verify.opened(shown) == C
        assert [one["tekst"] for one in shown["afzender"] if "tekst" in one] == [words]


def test_an_opening_says_of_every_paragraph_whether_it_is_shown() -> None:
    with pytest.raises(ValueError, match="zip"):
        opening(shown=(True, False))
