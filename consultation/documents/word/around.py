"""Counting what a Word file holds beside its text: links, and what runs along every page."""

from consultation.documents.word.parts import WordFile
from consultation.documents.word.schema import name


def links_in(file: WordFile) -> int:
    """Links to web and mail addresses; those within the file are no links here."""
    count = 0
    for found in file.document.iter(name("w:hyperlink")):
        relation = file.relations.get(found.get(name("r:id")) or "")
        outside = relation is not None and relation.external
        if outside and relation is not None and next(found.iter(name("w:t")), None) is not None:
            count += relation.target.casefold().startswith(("http:", "https:", "mailto:"))
    return count


def words_around(file: WordFile) -> int:
    """Words in running headers and footers, each counted once."""
    words = 0
    for relation in file.relations.values():
        running = relation.kind.endswith(("/header", "/footer"))
        if running and file.package.has(relation.target):
            texts = [found.text or "" for found in file.xml(relation.target).iter(name("w:t"))]
            words += len("".join(texts).split())
    return words
