"""Signs of fonts that number them in their own way, as signs any font has."""

GREEK = dict(
    zip(
        (*range(0x41, 0x5B), *range(0x61, 0x7B)),
        "\u0391\u0392\u03a7\u0394\u0395\u03a6\u0393\u0397\u0399\u03d1\u039a\u039b\u039c"
        "\u039d\u039f\u03a0\u0398\u03a1\u03a3\u03a4\u03a5\u03c2\u03a9\u039e\u03a8\u0396"
        "\u03b1\u03b2\u03c7\u03b4\u03b5\u03c6\u03b3\u03b7\u03b9\u03d5\u03ba\u03bb\u03bc"
        "\u03bd\u03bf\u03c0\u03b8\u03c1\u03c3\u03c4\u03c5\u03d6\u03c9\u03be\u03c8\u03b6",
        strict=True,
    )
)
"""The letters of the font Symbol."""

SIGNS: dict[str, dict[int, str]] = {
    "symbol": GREEK
    | {
        0x22: "\u2200", 0x24: "\u2203", 0x27: "\u220b", 0x2D: "\u2212", 0x40: "\u2245",
        0x5C: "\u2234", 0x5E: "\u22a5", 0xA0: "\u20ac", 0xA2: "\u2032", 0xA3: "\u2264",
        0xA4: "\u2044", 0xA5: "\u221e", 0xAB: "\u2194", 0xAC: "\u2190", 0xAD: "\u2191",
        0xAE: "\u2192", 0xAF: "\u2193", 0xB0: "\u00b0", 0xB1: "\u00b1", 0xB2: "\u2033",
        0xB3: "\u2265", 0xB4: "\u00d7", 0xB5: "\u221d", 0xB6: "\u2202", 0xB7: "\u2022",
        0xB8: "\u00f7", 0xB9: "\u2260", 0xBA: "\u2261", 0xBB: "\u2248", 0xBC: "\u2026",
        0xC5: "\u2295", 0xC6: "\u2205", 0xC7: "\u2229", 0xC8: "\u222a", 0xCC: "\u2282",
        0xCE: "\u2208", 0xCF: "\u2209", 0xD2: "\u00ae", 0xD3: "\u00a9", 0xD4: "\u2122",
        0xD5: "\u220f", 0xD6: "\u221a", 0xD7: "\u22c5", 0xD8: "\u00ac", 0xD9: "\u2227",
        0xDA: "\u2228", 0xDB: "\u21d4", 0xDC: "\u21d0", 0xDE: "\u21d2", 0xE5: "\u2211",
        0xF2: "\u222b",
    },
    "wingdings": {
        0x28: "\u260e", 0x2A: "\u2709", 0x46: "\u261e", 0x4A: "\u263a", 0x6C: "\u25cf",
        0x6E: "\u25a0", 0x6F: "\u25a1", 0x71: "\u2751", 0x72: "\u2752", 0x75: "\u25c6",
        0x76: "\u2756", 0x9F: "\u2022", 0xA7: "\u25aa", 0xA8: "\u2610", 0xD8: "\u27a2",
        0xDF: "\u2190", 0xE0: "\u2192", 0xE1: "\u2191", 0xE2: "\u2193", 0xE8: "\u2794",
        0xF0: "\u21e8", 0xFB: "\u2717", 0xFC: "\u2713", 0xFD: "\u2612", 0xFE: "\u2611",
    },
    "wingdings 2": {
        0x4F: "\u2717", 0x50: "\u2713", 0x51: "\u2612", 0x52: "\u2611", 0x53: "\u2612",
        0x54: "\u2612", 0xA3: "\u2610", 0x98: "\u25cf",
    },
    "wingdings 3": {
        0x22: "\u2192", 0x24: "\u2193", 0x23: "\u2191", 0x21: "\u2190",
    },
}  # fmt: skip

PRIVATE = range(0xF000, 0xF100)
"""Where Word keeps such signs among the signs of all languages."""


def sign_of(code: int, font: str) -> str | None:
    """The sign that shows for a code in a font; None when nobody but the font knows."""
    known = SIGNS.get(font.casefold().strip(), {})
    if code in PRIVATE:
        return known.get(code - PRIVATE.start)
    if known and code < 0x100:
        return known.get(code, chr(code))
    return chr(code) if 0x20 <= code < 0xD800 or 0xF900 <= code < 0x11_0000 else None
