from defusedxml.ElementTree import fromstring

from consultation.charts import MOST_BARS, Bar, horizontal_bars, most_telling

OUTCOMES = [
    Bar("Beantwoord", 72, solid=False),
    Bar("Deels overgenomen", 41),
    Bar("Niet overgenomen", 38, solid=False),
    Bar("Overgenomen", 34),
]


def figure(bars=OUTCOMES, **options):
    return fromstring(horizontal_bars(bars, title="Uitkomst van 185 reacties", **options))


def shown(svg, css_class):
    return [part for part in svg.iter() if part.get("class") == css_class]


def test_the_numbers_in_the_figure_are_those_of_the_table():
    svg = figure()
    assert [int(text.text) for text in shown(svg, "value")] == [bar.count for bar in OUTCOMES]
    assert svg.find("desc").text == (
        "Beantwoord 72, Deels overgenomen 41, Niet overgenomen 38, Overgenomen 34"
    )
    assert svg.find("title").text == "Uitkomst van 185 reacties"


def test_the_biggest_bar_fills_the_width_and_the_others_are_in_proportion():
    svg = figure()
    assert [bar.get("width") for bar in shown(svg, "bar-hatch")] == ["100.0%", "52.8%"]
    assert [bar.get("width") for bar in shown(svg, "bar")] == ["56.9%", "47.2%"]


def test_text_keeps_its_size_and_nothing_is_styled_inline():
    svg = figure()
    assert svg.get("viewBox") is None
    assert svg.get("width") == "100%"
    assert not [part for part in svg.iter() if part.get("style") or part.get("fill")]


def test_a_label_cannot_bring_markup_along():
    drawn = horizontal_bars([Bar("<script>x</script>&", 1)], title='"><img src=x>')
    assert "<script" not in drawn
    assert "<img" not in drawn
    assert "&lt;script&gt;x&lt;/script&gt;&amp;" in drawn


def test_ids_differ_between_two_figures_on_a_page():
    first = {part.get("id") for part in figure(name="outcomes").iter()} - {None}
    second = {part.get("id") for part in figure(name="kinds", with_hatch=False).iter()} - {None}
    assert first == {"outcomes-t", "outcomes-d", "hatch"}
    assert not first & second


def test_nothing_received_yet_still_draws():
    assert shown(figure([Bar("Vraag", 0)]), "bar")[0].get("width") == "0.0%"
    assert figure([]).get("height") == "0"


def test_small_categories_are_taken_together_and_the_total_stays():
    many = [Bar(f"soort {count}", count) for count in range(1, 10)]
    told = most_telling(many, rest="Overig")
    assert len(told) == MOST_BARS
    assert [bar.count for bar in told] == [9, 8, 7, 6, 5, 10]
    assert told[-1].label == "Overig"
    assert sum(bar.count for bar in told) == sum(bar.count for bar in many)


def test_the_rest_is_hatched_when_a_part_of_it_changed_nothing():
    many = [Bar("groot", 9)] * 6 + [Bar("klein", 1, solid=False)]
    assert not most_telling(many, rest="Overig")[-1].solid
    assert most_telling(OUTCOMES, rest="Overig") == OUTCOMES
