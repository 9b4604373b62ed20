"""Finding the text of a page among its menus, and what stands there that nobody should read."""

import re

from lxml.html import HtmlElement

from consultation.documents.webpage.parsing import (
    HEADINGS,
    names_on,
    style_on,
    tag_of,
)

MAIN_NAMES = ("content", "main", "main-content", "maincontent", "hoofdinhoud", "inhoud")
"""What writers of sites call the place of their text, where they do not use `main`."""

ALL_HEADINGS = ".//h1 | .//h2 | .//h3 | .//h4"

NEVER = {"script", "style", "noscript", "template", "title", "datalist", "head", "meta", "link",
         "base", "colgroup", "col", "source", "track", "param", "map", "area"}  # fmt: skip
"""Elements without words for readers."""

CONTROLS = {"input", "select", "button", "textarea", "option", "optgroup", "output", "progress",
            "meter", "label", "legend"}  # fmt: skip

AROUND = {"nav", "search"}
AROUND_NAMES = {
    "navigation", "search", "banner", "contentinfo", "dialog", "alertdialog", "breadcrumb",
    "breadcrumbs", "kruimelpad", "skiplink", "skiplinks", "skip-link", "cookie", "cookies",
    "cookie-banner", "cookiebanner", "cookie-consent", "cookiemelding",
}  # fmt: skip

CONTENTS_NAMES = {"toc", "inhoudsopgave", "table-of-contents", "tableofcontents"}

WORD_CONTENTS = re.compile(r"mso(toc\d|tableoffigures|tocheading)")

HIDING = ("display:none", "visibility:hidden", "mso-hide:all")


def main_part(root: HtmlElement) -> HtmlElement:
    """Where the text of a page is: its main part, its only article, or all of its body.

    A part is the one when it holds most of the headings; otherwise several share the text.
    """
    body = root.find("body")
    whole = root if body is None else body
    named = " or ".join(f"@id='{name}'" for name in MAIN_NAMES)
    for path in (".//main | .//*[@role='main']", ".//article", f".//div[{named}]"):
        for found in whole.xpath(path):
            if 2 * len(found.xpath(ALL_HEADINGS)) > len(whole.xpath(ALL_HEADINGS)):
                return found
    return whole


def is_hidden(element: HtmlElement) -> bool:
    """Whether a browser does not show it."""
    if "hidden" in element.attrib or (tag_of(element) == "dialog" and "open" not in element.attrib):
        return True
    style = style_on(element)
    return bool(style) and any(sign in style for sign in HIDING)


def is_around(element: HtmlElement, main: HtmlElement) -> bool:
    """Whether it is a menu, a form or another thing around the text."""
    tag = tag_of(element)
    if tag in AROUND or tag in CONTROLS:
        return True
    if tag == "form":
        return not element.xpath(".//h1 | .//h2 | .//h3")  # some sites put the whole page in one
    if tag in {"header", "footer"}:
        return tag_of(main) == "body" and element.getparent() is main and not _has_text(element)
    if tag == "div" and element.get("title") in {"header", "footer"}:
        return True
    return not AROUND_NAMES.isdisjoint(names_on(element))


def _has_text(element: HtmlElement) -> bool:
    """A header with a heading belongs to the text; one with a logo and a menu does not."""
    return tag_of(element) == "header" and bool(element.xpath(".//h1"))


def is_contents(element: HtmlElement) -> bool:
    """Whether it is a list of contents that a program made."""
    names = set(names_on(element))
    if not CONTENTS_NAMES.isdisjoint(names) or any(map(WORD_CONTENTS.fullmatch, names)):
        return tag_of(element) not in HEADINGS
    return (element.get("id") or "").startswith(("Table of Contents", "Inhoudsopgave"))
