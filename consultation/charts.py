"""Draws figures on the server: horizontal bars whose text keeps its size on every screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

MOST_BARS = 6
"""More categories than this nobody compares; the smallest are taken together."""

ROW_HEIGHT = 58
LABEL_AT = 18
BAR_AT = 26
BAR_HEIGHT = 18

FIGURE = Markup(
    '<svg width="100%" height="{height}" role="img" aria-labelledby="{name}-t {name}-d">'
    '<title id="{name}-t">{title}</title><desc id="{name}-d">{numbers}</desc>'
    '{hatch}<g aria-hidden="true">{rows}</g></svg>'
)
HATCH = Markup(
    '<defs><pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><line class="hatch-line" x1="0" y1="0" x2="0" y2="8"/>'
    "</pattern></defs>"
)
ROW = Markup(
    '<text x="0" y="{label_y}">{label}</text>'
    '<text class="value" x="100%" y="{label_y}" text-anchor="end">{count}</text>'
    '<rect class="track" x="0" y="{bar_y}" width="100%" height="{bar_height}" rx="2"/>'
    '<rect class="{kind}" x="0" y="{bar_y}" width="{share}%" height="{bar_height}" rx="2"/>'
)


@dataclass(frozen=True)
class Bar:
    """One category with its number; solid when it led to a change, else hatched."""

    label: str
    count: int
    solid: bool = True


def most_telling(bars: Sequence[Bar], *, rest: str) -> list[Bar]:
    """The biggest first, six at most: what is left is one last bar under the name `rest`.

    The numbers still add up to the same total. The last bar is solid only when all of it is.
    """
    ranked = sorted(bars, key=lambda bar: -bar.count)
    if len(ranked) <= MOST_BARS:
        return ranked
    shown, small = ranked[: MOST_BARS - 1], ranked[MOST_BARS - 1 :]
    together = sum(bar.count for bar in small)
    return [*shown, Bar(rest, together, solid=all(bar.solid for bar in small))]


def horizontal_bars(
    bars: Sequence[Bar], *, title: str, name: str = "figure", with_hatch: bool = True
) -> Markup:
    """An svg with a bar for each number, in the order given, on a baseline of zero.

    `name` keeps its ids apart from those of another figure on the page; the stylesheet knows one
    hatch pattern, so a second figure on the same page goes `with_hatch=False`.
    """
    most = max((bar.count for bar in bars), default=0)
    rows = Markup("").join(_row(place, bar, most) for place, bar in enumerate(bars))
    return FIGURE.format(
        height=len(bars) * ROW_HEIGHT,
        name=name,
        title=title,
        numbers=", ".join(f"{bar.label} {bar.count}" for bar in bars),
        hatch=HATCH if with_hatch and not all(bar.solid for bar in bars) else "",
        rows=rows,
    )


def _row(place: int, bar: Bar, most: int) -> Markup:
    top = place * ROW_HEIGHT
    return ROW.format(
        label_y=top + LABEL_AT,
        label=bar.label,
        count=bar.count,
        bar_y=top + BAR_AT,
        bar_height=BAR_HEIGHT,
        kind="bar" if bar.solid else "bar-hatch",
        share=f"{100 * bar.count / most if most else 0:.1f}",
    )
