"""Formulas as a line of text: fractions with a stroke, powers with a caret."""

from consultation.documents.word.schema import Element, children, find, name, value


def formula_text(formula: Element) -> str:
    """The formula in reading order; "1/2", "x^2" and "a_i" keep what place says on paper."""
    return "".join(_text(part) for part in children(formula))


def _text(part: Element) -> str:
    if part.tag == name("m:t"):
        return part.text or ""
    if part.tag == name("m:f"):
        return f"{_grouped(part, 'm:num')}/{_grouped(part, 'm:den')}"
    if part.tag in {name("m:sSup"), name("m:sSub"), name("m:sSubSup")}:
        return _inside(part, "m:e") + _marked(part, "_", "m:sub") + _marked(part, "^", "m:sup")
    if part.tag == name("m:rad"):
        return f"{_inside(part, 'm:deg')}\u221a{_grouped(part, 'm:e')}"
    if part.tag == name("m:nary"):
        sign = value(part, "m:naryPr", "m:chr", attribute="m:val") or "\u222b"
        limits = _marked(part, "_", "m:sub") + _marked(part, "^", "m:sup")
        return f"{sign}{limits} {_inside(part, 'm:e')}"
    if part.tag == name("m:d"):
        held = [formula_text(inner) for inner in part.findall(name("m:e"))]
        return f"({'; '.join(held)})"
    return formula_text(part)


def _inside(part: Element, what: str) -> str:
    found = find(part, what)
    return "" if found is None else formula_text(found)


def _grouped(part: Element, what: str) -> str:
    """What stands together, in brackets when it is more than one sign or number."""
    inside = _inside(part, what)
    return inside if inside.replace(",", "").replace(".", "").isalnum() else f"({inside})"


def _marked(part: Element, mark: str, what: str) -> str:
    inside = _inside(part, what)
    return f"{mark}{_grouped(part, what)}" if inside else ""
