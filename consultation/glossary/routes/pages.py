"""The pages of a list of words, whether it is that of an organisation or of a plan."""

from dataclasses import dataclass
from typing import Any

from flask import Response, flash, redirect, request, url_for
from flask_babel import gettext as _

from consultation.accounts.session import reader
from consultation.errors import DomainError, NotFound, Outdated
from consultation.glossary import operations, queries
from consultation.glossary.forms import NOTE, SHEET, RemoveForm, TermForm, rows_of_terms, sheet_of
from consultation.glossary.models import Term
from consultation.glossary.operations import LONGEST, TermsResult
from consultation.glossary.states import Scope, TermTexts, Word
from consultation.jobs import in_thread
from consultation.logbook import transaction
from consultation.permissions import Permission, require
from consultation.plain_language.terms import key_of
from consultation.web.answers import Answer, sheet_file, staff_page
from consultation.web.sentences import sentence_for
from consultation.web.uploads import SheetForm


@dataclass(frozen=True)
class List:
    """A list of words: whose it is, how it is called, and where its pages are."""

    scope: Scope
    name: str
    slug: str
    blueprint: str
    crumbs: tuple[tuple[str, str], ...] = ()

    @property
    def is_of_plan(self) -> bool:
        """Whether it counts in one plan only."""
        return self.scope.plan_id is not None

    def address(self, page: str, **names: Any) -> str:
        """The address of one of its pages."""
        return url_for(f"{self.blueprint}.{page}", slug=self.slug, **names)


def show_list(place: List) -> Answer:
    """The words that are kept here, and those that count here without being kept."""
    require(reader(), Permission.KEEP_GLOSSARY, place.scope)
    terms = queries.terms_of(place.scope, reader=reader())
    own = {term.key for term in terms}
    others = queries.words_of(place.scope, reader=reader())
    inherited = sorted(
        (word for key, word in others.items() if key not in own), key=lambda word: word.order
    )
    return staff_page("glossary/list.html", place=place, terms=terms, inherited=inherited)


def new_term(place: List) -> Answer:
    """Explain a word, or explain one of the house otherwise."""
    require(reader(), Permission.KEEP_GLOSSARY, place.scope)
    form = TermForm() if request.method == "POST" else TermForm.about(_begun(place))
    if form.validate_on_submit():
        try:
            with transaction():
                term = operations.define_term(place.scope, form.texts(), by=reader())
                word = term.word
        except DomainError as error:
            form.refuse(error)
        else:
            return _saved(place, word)
    return _term_page(place, form)


def _begun(place: List) -> TermTexts:
    """What a new word begins with: what is said of it elsewhere, or only the word."""
    named = " ".join(request.args.get("woord", "").split())[: LONGEST["word"]]
    known = queries.words_of(place.scope, reader=reader()).get(key_of(named))
    return known.texts if known is not None else TermTexts(named, "")


def edit_term(place: List, number: int) -> Answer:
    """Explain a word that is kept here otherwise."""
    require(reader(), Permission.KEEP_GLOSSARY, place.scope)
    try:
        term = queries.term_by_id(place.scope, number, reader=reader())
    except NotFound:
        if request.method != "POST":
            raise
        return _gone(place)
    form = TermForm() if request.method == "POST" else TermForm.of(term)
    if form.validate_on_submit():
        try:
            with transaction():
                term = queries.term_by_id(place.scope, number, reader=reader())
                operations.change_term(term, form.texts(), by=reader(), edition=form.seen_edition)
                word = term.word
        except Outdated as error:
            form.refuse(error)
            term = queries.term_by_id(place.scope, number, reader=reader())
            form.edition.data = str(term.edition)
            return _term_page(place, form, term, status=409, now=term.as_word)
        except DomainError as error:
            form.refuse(error)
        else:
            return _saved(place, word)
    return _term_page(place, form, term)


def _gone(place: List) -> Answer:
    """The word was taken out meanwhile; what was typed comes back as a new word."""
    form = TermForm()
    form.edition.data = ""
    form.refuse(NotFound("term_unknown"))
    return _term_page(place, form, status=409)


def _saved(place: List, word: str) -> Answer:
    flash(_("Het woord %(word)s is bewaard.", word=word))
    return redirect(place.address("list_terms"), 303)


def remove_term(place: List, number: int) -> Answer:
    """Take a word out of the list."""
    require(reader(), Permission.KEEP_GLOSSARY, place.scope)
    form = RemoveForm()
    if form.validate_on_submit():
        with transaction():
            term = queries.term_by_id(place.scope, number, reader=reader())
            word = term.word
            operations.remove_term(term, by=reader())
        flash(_("Het woord %(word)s is uit de lijst gehaald.", word=word))
    return redirect(place.address("list_terms"), 303)


def download_sheet(place: List, kind: str) -> Response:
    """The words that are kept here as a sheet."""
    rows = sheet_of(term.as_word for term in queries.terms_of(place.scope, reader=reader()))
    return sheet_file(SHEET, rows, f"woorden-{place.slug}.{kind}", note=str(NOTE))


def take_in_sheet(place: List) -> Answer:
    """Take a sheet with words in; good rows are stored, bad ones are told by number."""
    require(reader(), Permission.KEEP_GLOSSARY, place.scope)
    form = SheetForm()
    if form.validate_on_submit():
        try:
            filename, data = form.upload()
            rows = in_thread(rows_of_terms, data, filename)
            with transaction():
                result = operations.take_in_terms(place.scope, rows, by=reader())
        except DomainError as error:
            form.refuse(error)
        else:
            return _result(place, result)
    return staff_page("glossary/sheet.html", place=place, form=form)


def _result(place: List, result: TermsResult) -> Answer:
    refused = [(number, sentence_for(error)) for number, error in result.refused]
    return staff_page(
        "glossary/sheet_result.html", place=place, taken=result.taken, refused=refused, status=200
    )


def _term_page(
    place: List,
    form: TermForm,
    term: Term | None = None,
    *,
    status: int | None = None,
    now: Word | None = None,
) -> Answer:
    return staff_page(
        "glossary/term.html",
        place=place,
        form=form,
        term=term,
        now=now,
        most_signs=LONGEST["meaning"],
        status=status,
    )
