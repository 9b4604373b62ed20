"""Names as parts of addresses."""

from collections.abc import Iterable

import pytest

from consultation.slugs import free_slug, slug_from, tail_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Ministerie van Zand & Klei", "ministerie-van-zand-klei"),
        ("Coördinatie: één", "coordinatie-een"),
        ("日本", "naamloos"),
        ("x" * 200, "x" * 80),
    ],
)
def test_a_name_in_an_address(name: str, slug: str) -> None:
    assert slug_from(name) == slug


@pytest.mark.parametrize(
    ("name", "taken", "slug"),
    [
        ("Bedrijfskleding", (), "bedrijfskleding"),
        ("Bedrijfskleding", ("bedrijfskleding",), "bedrijfskleding-2"),
        ("Bedrijfskleding", ("bedrijfskleding", "bedrijfskleding-2"), "bedrijfskleding-3"),
        ("Bedrijfskleding", ("bedrijfskleding-2",), "bedrijfskleding"),
        ("Nieuw", (), "nieuw-2"),
        ("y" * 90, ("y" * 74,), "y" * 74 + "-2"),
    ],
)
def test_a_name_that_is_taken_gets_a_number(name: str, taken: Iterable[str], slug: str) -> None:
    asked = []

    def taken_like(wanted: str) -> Iterable[str]:
        asked.append(wanted)
        return [one for one in taken if one.startswith(wanted)]

    assert free_slug(name, taken_like) == slug
    assert len(slug) <= 80
    assert asked == [slug_from(name)[:74]]


def test_a_tail_is_short_and_ends_with_a_letter() -> None:
    assert tail_of("Wat er tot nu toe over kleding is afgesproken") == (
        "wat-er-tot-nu-toe-over-kleding-is-afgesp"
    )
    assert tail_of("Doel") == "doel"
