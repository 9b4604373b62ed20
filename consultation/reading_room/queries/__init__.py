"""What the public pages lay side by side: the plan, its versions, reactions and answers."""

from consultation.reading_room.queries.gone import GoneSection, gone_section
from consultation.reading_room.queries.news import News, news_of
from consultation.reading_room.queries.reading import (
    Contents,
    SectionView,
    Story,
    changes_by,
    contents_of,
    entries_by_section,
    entries_of,
    newer_version,
    section_view,
    story,
    texts_of,
)
from consultation.reading_room.queries.route import (
    ReadingRoute,
    ShortReading,
    reading_route,
    short_reading,
)
from consultation.reading_room.queries.visiting import VisitedRound, visited_round

__all__ = [
    "Contents", "GoneSection", "News", "ReadingRoute", "SectionView", "ShortReading", "Story",
    "VisitedRound", "changes_by", "contents_of", "entries_by_section", "entries_of",
    "gone_section", "newer_version", "news_of", "reading_route", "section_view", "short_reading",
    "story", "texts_of", "visited_round",
]  # fmt: skip
