"""Which addresses may stand on a page as a link."""

import pytest

from consultation.links import host_of, safe_address


@pytest.mark.parametrize(
    "address",
    [
        "https://www.tenderned.nl/aankondigingen/overzicht/123456",
        "https://voorbeeld.nl",
        "https://kalender.voorbeeld.example/a?b=c&d=%20#e",
        "HTTPS://Voorbeeld.NL/Pad",
        "/rondes/bedrijfskleding-2026/plan#kort",
        "/",
    ],
)
def test_an_address_of_the_safe_web_or_of_this_site_is_kept(address: str) -> None:
    assert safe_address(f"  {address} ") == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "voorbeeld.nl",
        "http://voorbeeld.nl",
        "javascript:alert(1)",
        "data:text/html,hoi",
        "//elders.nl/pad",
        "/\\elders.nl",
        "https:///pad",
        "https://naam:woord@voorbeeld.nl/",
        "https://voorbeeld.nl@elders.nl/",
        "https://voorbeeld.nl:8443/",
        "https://voorbeeld.nl:geen/",
        "https://localhost/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://[kapot/",
        "https://voorbeeld.nl/een twee",
        'https://voorbeeld.nl/"onclick',
        "https://voorbeeld.nl/\nLocation: x",
        "https://vооrbeeld.nl/",
        f"https://voorbeeld.nl/{'a' * 500}",
    ],
)
def test_people_are_not_sent_to_anything_else(address: str) -> None:
    assert safe_address(address) == ""


def test_the_host_of_an_address() -> None:
    assert host_of("https://WWW.TenderNed.nl/pad") == "www.tenderned.nl"
    assert host_of("/rondes") == ""
