"""What happened to sections, alineas and the reactions on them."""

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as some

from consultation.comparison.comparing import compare
from consultation.comparison.standing import standing
from consultation.comparison.tree import Alinea, Note, Section
from consultation.comparison.verdicts import SectionChange, Verdict
from tests.comparison.plans import EDITS, Editor, plan_text


def section(one: str, number: str = "", *alineas: tuple[str, str], level: int = 1) -> Section:
    made = tuple(Alinea(text, id=each) for each, text in alineas)
    return Section(f"Titel van {one[0]}", number, level, made, one)


def verdicts(changes: list[SectionChange]) -> dict[str, Verdict]:
    return {one.section.id: one.verdict for one in changes}


JAS, BROEK, WAS = ("a1", "De jas is warm."), ("a2", "De broek is sterk."), ("b1", "Was koud.")


def test_a_word_that_changed_makes_the_text_changed() -> None:
    changes = compare([section("a", "1", JAS)], [section("a", "1", ("a1", "De jas is koud."))])
    assert verdicts(changes) == {"a": Verdict.CHANGED}
    assert [one.verdict for one in changes[0].alineas] == [Verdict.CHANGED]


def test_another_number_alone_changes_nothing() -> None:
    changes = compare([section("a", "1", JAS)], [section("a", "2", JAS)])
    assert verdicts(changes) == {"a": Verdict.RENUMBERED}
    assert standing(changes, "a", "a1").verdict is Verdict.SAME


def test_another_picture_is_a_change_of_the_text() -> None:
    old, new = (Alinea("Een kaart.", picture=name, id="a1") for name in ("oud", "nieuw"))
    one = section("a", "1")
    assert compare([replace(one, alineas=(old,))], [replace(one, alineas=(new,))])[0].is_changed


def test_who_passes_others_has_moved_and_those_that_were_passed_have_not() -> None:
    plan = [section(one) for one in "abcde"]
    now = [plan[4], *plan[:4]]
    assert [one.section.id for one in compare(plan, now) if one.is_moved] == ["e"]


def test_what_comes_under_another_heading_has_moved_and_what_moves_along_has_not() -> None:
    plan = [section("a"), section("b", level=2), section("c"), section("d", level=2)]
    now = [section("a"), section("c"), section("b", level=2), section("d", level=2)]
    assert [one.section.id for one in compare(plan, now) if one.is_moved] == ["b"]
    now = [section("c"), section("d", level=2), section("a"), section("b", level=2)]
    assert [one.section.id for one in compare(plan, now) if one.is_moved] in (["a"], ["c"])


def test_a_section_is_split_and_both_parts_say_so() -> None:
    changes = compare(
        [section("a", "1", JAS, BROEK)], [section("a", "1", JAS), section("n", "2", BROEK)]
    )
    assert verdicts(changes) == {"a": Verdict.SPLIT, "n": Verdict.SPLIT}
    assert [one.related[0].id for one in changes] == ["n", "a"]


def test_a_section_is_merged_and_the_other_takes_it_in() -> None:
    changes = compare(
        [section("a", "1", JAS), section("b", "2", WAS)], [section("a", "1", JAS, WAS)]
    )
    assert verdicts(changes) == {"a": Verdict.MERGED, "b": Verdict.MERGED}
    assert standing(changes, "b", "b1").section == changes[0].now
    assert standing(changes, "b").verdict is Verdict.REMOVED


def test_what_is_gone_stands_where_it_stood() -> None:
    plan = [section("a", "1", JAS, BROEK), section("b", "2"), section("c", "3")]
    changes = compare(plan, [section("a", "1", BROEK), section("c", "3")])
    assert [one.section.id for one in changes] == ["a", "b", "c"]
    assert [one.verdict for one in changes[0].alineas] == [Verdict.REMOVED, Verdict.SAME]


def test_a_reaction_on_words_that_are_gone_belongs_to_its_section_and_to_no_other_text() -> None:
    changes = compare([section("a", "1", JAS, BROEK)], [section("a", "1", BROEK)])
    found = standing(changes, "a", "a1")
    assert (found.verdict, found.section, found.alinea) == (
        Verdict.REMOVED,
        changes[0].now,
        None,
    )


@given(some.lists(some.sampled_from(EDITS), min_size=1, max_size=12), some.integers())
@settings(max_examples=30, deadline=None)
def test_everything_before_and_now_is_told_once_and_every_reaction_has_one_place(
    edits: list[str], seed: int
) -> None:
    before = plan_text()[30:70]
    editor = Editor(before, seed)
    for name in edits:
        getattr(editor, name)()
    now = editor.sections
    changes = compare(before, now)
    assert [one.now for one in changes if one.now is not None] == now
    told = Counter(one.before.id for one in changes if one.before is not None)
    assert told == Counter(one.id for one in before)
    texts = {one.id: (one, each) for each in now for one in each.alineas}
    for each in before:
        for one in each.alineas:
            found = standing(changes, each.id, one.id)
            if one.id in texts:
                assert (found.alinea, found.section) == texts[one.id]
                assert found.is_changed == (found.alinea.said != one.said)
            else:
                assert (found.verdict, found.alinea) == (Verdict.REMOVED, None)
        found = standing(changes, each.id)
        assert (found.section is None) == (each.id not in {one.id for one in now})


def test_other_looks_alone_are_no_change_for_a_reaction() -> None:
    changes = compare(
        [section("a", "1", JAS)], [section("a", "1", ("a1", "De jas\u00ad is warm."))]
    )
    assert [one.verdict for one in changes[0].alineas] == [Verdict.LAYOUT]
    assert verdicts(changes) == {"a": Verdict.LAYOUT}
    assert standing(changes, "a", "a1").verdict is Verdict.SAME


def test_an_alinea_that_passed_others_has_moved() -> None:
    rest = (("a3", "De trui."), ("a4", "De sok."))
    changes = compare(
        [section("a", "1", JAS, BROEK, *rest)], [section("a", "1", BROEK, *rest, JAS)]
    )
    moved = [one.before.id for one in changes[0].alineas if one.verdict is Verdict.MOVED]
    assert moved == ["a1"]
    assert standing(changes, "a", "a1").alinea == changes[0].now.alineas[-1]


def test_another_link_is_a_change_of_the_text() -> None:
    old, new = (Alinea("Zie hier.", links=(name,), id="a1") for name in ("https://a", "https://b"))
    one = section("a", "1")
    assert compare([replace(one, alineas=(old,))], [replace(one, alineas=(new,))])[0].is_changed


def test_a_footnote_is_known_by_its_words_and_not_by_its_number() -> None:
    one = section("a", "1", JAS)
    before = [replace(one, notes=(Note("1", "Zie de wet van 2012."), Note("2", "Vervalt.")))]
    now = [replace(one, notes=(Note("1", "Helemaal nieuw."), Note("2", "Zie de wet van 2016.")))]
    (change,) = compare(before, now)
    assert change.verdict is Verdict.CHANGED
    assert [
        (n.before.label if n.before else "", n.now.label if n.now else "") for n in change.notes
    ] == [("", "1"), ("1", "2"), ("2", "")]
    shifted = [replace(one, notes=(Note("7", "Zie de wet van 2012."), Note("8", "Vervalt.")))]
    assert compare(before, shifted)[0].verdict is Verdict.SAME
