"""The reading API (NL API Design Rules): no key needed, the same for whoever asks."""

from typing import Any
from urllib.parse import urlencode

from flask import Response, make_response, request

from consultation import clock
from consultation.errors import NotFound, Refused
from consultation.forums.queries import (
    all_forums,
    forum_by_slug,
    meetings_of,
    open_actions,
    settled_actions,
)
from consultation.glossary.queries import public_words
from consultation.logbook import ANYONE
from consultation.open_data.forms import (
    Agenda,
    Antwoordnota,
    Begrippen,
    Bestand,
    Categorie,
    Categorieen,
    Forums,
    Paragrafen,
    Reacties,
    Ronde,
    Rondes,
    Vondsten,
    Vragenuren,
    comparison_shape,
    found_thing,
    openapi_document,
    short_forum,
    short_hour,
    versions_shape,
    whole_forum,
    whole_hour,
    word_shape,
)
from consultation.open_data.forms.shapes.words import Begrip
from consultation.open_data.queries import (
    Slice,
    agenda_facts,
    category_facts,
    category_facts_of,
    hours_with_tables,
    note_file_facts,
    reaction_facts,
    round_facts,
    round_facts_of,
    section_facts,
    slice_of,
)
from consultation.open_data.routes.blueprint import answered, base, bp, public_round
from consultation.permissions import Permission
from consultation.plans.queries import words_in
from consultation.question_hours.queries import hour_by_public_id, questions_of
from consultation.reactions.queries import comparison_of
from consultation.response_notes.models import ResponseNote
from consultation.response_notes.queries import note_of
from consultation.rounds.models import Round
from consultation.rounds.queries import owner_and_licence
from consultation.rounds.states import Phase
from consultation.search.queries import search_everything
from consultation.web.guard import permission
from consultation.web.headers import cache_publicly
from consultation.web.pages import settings


@bp.get("/api/v1/openapi.json")
@permission(Permission.READ_PUBLIC)
def describe_api() -> Response:
    """The document that describes the API."""
    document = openapi_document(base(), settings().site_name, settings().help_mail)
    return cache_publicly(make_response(document))


@bp.get("/api/v1/rondes")
@permission(Permission.READ_PUBLIC)
def list_rounds() -> Response:
    """A page of the rounds that were announced, or those in one phase or of one category."""
    category = request.args.get("categorie", "")
    found = round_facts(reader=ANYONE, base=base(), page=_page(), phase=_phase(), category=category)
    return answered(Rondes(**_listed(found)))


@bp.get("/api/v1/rondes/<string:ronde>")
@permission(Permission.READ_PUBLIC)
def get_round(ronde: str) -> Response:
    """One round."""
    return answered(Ronde(**round_facts_of(public_round(ronde), reader=ANYONE, base=base())))


@bp.get("/api/v1/rondes/<string:ronde>/paragrafen")
@permission(Permission.READ_PUBLIC)
def list_sections(ronde: str) -> Response:
    """A page of the sections of the plan of a round."""
    round = public_round(ronde)
    found = section_facts(round, reader=ANYONE, base=base(), page=_page())
    return answered(Paragrafen(**_listed(found, round)))


@bp.get("/api/v1/rondes/<string:ronde>/versies")
@permission(Permission.READ_PUBLIC)
def list_versions(ronde: str) -> Response:
    """The frozen versions of the plan of a round."""
    return answered(versions_shape(public_round(ronde), base()))


@bp.get("/api/v1/rondes/<string:ronde>/versies/<int:van>...<int:naar>")
@permission(Permission.READ_PUBLIC)
def get_comparison(ronde: str, van: int, naar: int) -> Response:
    """Two versions of the plan of a round side by side."""
    round = public_round(ronde)
    found = comparison_of(round, van, naar, reader=ANYONE)
    wants_all = bool(request.args.get("alles"))
    return answered(comparison_shape(round, found, base(), wants_all=wants_all))


@bp.get("/api/v1/rondes/<string:ronde>/reacties")
@permission(Permission.READ_PUBLIC)
def list_reactions(ronde: str) -> Response:
    """A page of the placed reactions of a round."""
    round = public_round(ronde)
    found = reaction_facts(round, reader=ANYONE, base=base(), page=_page())
    return answered(Reacties(**_listed(found, round)))


@bp.get("/api/v1/rondes/<string:ronde>/antwoordnota")
@permission(Permission.READ_PUBLIC)
def get_note(ronde: str) -> Response:
    """The published note of a round."""
    note = published_note(public_round(ronde))
    shape = Antwoordnota(
        nota=note.published_content or {},
        controlegetal=note.published_hash,
        gepubliceerd_op=note.published_at,  # type: ignore[arg-type]  # a published note has its moment
        bestanden=[Bestand(**one) for one in note_file_facts(note, reader=ANYONE, base=base())],
        **owner_and_licence(note.round),
    )
    return answered(shape)


def published_note(round: Round) -> ResponseNote:
    """The note of a round once it is published; raises NotFound before."""
    note = note_of(round, reader=ANYONE)
    if note.published_content is None or note.published_at is None:
        raise NotFound("note_unknown")
    return note


@bp.get("/api/v1/agenda")
@permission(Permission.READ_PUBLIC)
def list_agenda() -> Response:
    """A page of everything that has a date."""
    found = agenda_facts(reader=ANYONE, base=base(), page=_page())
    return answered(Agenda(**_listed(found)))


@bp.get("/api/v1/rondes/<string:ronde>/vragenuren")
@permission(Permission.READ_PUBLIC)
def list_hours(ronde: str) -> Response:
    """The question hours of a round."""
    round, now = public_round(ronde), clock.now()
    found = hours_with_tables(round, reader=ANYONE)
    shapes = [short_hour(round, one, base=base(), now=now) for one in found]
    return answered(Vragenuren(resultaten=shapes, volgende=None, **owner_and_licence(round)))


@bp.get("/api/v1/rondes/<string:ronde>/vragenuren/<string:vragenuur>")
@permission(Permission.READ_PUBLIC)
def get_hour(ronde: str, vragenuur: str) -> Response:
    """One question hour with its questions and its report."""
    round = public_round(ronde)
    hour = hour_by_public_id(vragenuur, reader=ANYONE)
    if hour.round_id != round.id:
        raise NotFound("hour_unknown")
    questions = questions_of(hour, reader=ANYONE)
    return answered(whole_hour(round, hour, questions, base=base(), now=clock.now()))


@bp.get("/api/v1/forums")
@permission(Permission.READ_PUBLIC)
def list_forums() -> Response:
    """The stakeholder forums."""
    found = [short_forum(one, base=base()) for one in all_forums(reader=ANYONE)]
    return answered(Forums(resultaten=found, volgende=None))


@bp.get("/api/v1/forums/<string:forum>")
@permission(Permission.READ_PUBLIC)
def get_forum(forum: str) -> Response:
    """One forum with its members, meetings and actions."""
    found = forum_by_slug(forum, reader=ANYONE)
    actions = [
        *open_actions(found, reader=ANYONE),
        *settled_actions(found, reader=ANYONE),
    ]
    meetings = meetings_of(found, reader=ANYONE)
    now, today = clock.now(), clock.today()
    return answered(whole_forum(found, meetings, actions, base=base(), now=now, today=today))


@bp.get("/api/v1/zoeken")
@permission(Permission.READ_PUBLIC)
def search() -> Response:
    """A page of what was found in everything that is public."""
    number = _page()
    typed = request.args.get("q", "")
    found = search_everything(typed, reader=ANYONE, page=number)
    query = urlencode({"q": typed, "pagina": number + 1})
    shape = Vondsten(
        resultaten=[found_thing(one, base=base()) for one in found.finds if number <= found.pages],
        volgende=f"{base()}{request.path}?{query}" if number < found.pages else None,
        aantal=found.total,
        bedoelde_u=found.likely or None,
    )
    return answered(shape)


@bp.get("/api/v1/begrippen")
@permission(Permission.READ_PUBLIC)
def list_words() -> Response:
    """A page of the hard words of the house and of all organisations."""
    found = public_words(reader=ANYONE)
    return _words([word_shape(word, owner, f"{base()}/woorden") for word, owner in found])


@bp.get("/api/v1/rondes/<string:ronde>/begrippen")
@permission(Permission.READ_PUBLIC)
def list_words_of_round(ronde: str) -> Response:
    """A page of the hard words that stand in the plan of a round."""
    round = public_round(ronde)
    found = words_in(round.version, reader=ANYONE) if round.version is not None else []
    address = f"{base()}/rondes/{round.slug}/woorden"
    return _words([word_shape(word, None, address) for word in found])


def _words(shapes: list[Begrip]) -> Response:
    return answered(Begrippen(**_listed(slice_of(shapes, _page()))))


@bp.get("/api/v1/categorieen")
@permission(Permission.READ_PUBLIC)
def list_categories() -> Response:
    """All purchasing categories."""
    found: Any = category_facts(reader=ANYONE, base=base())
    return answered(Categorieen(resultaten=found, volgende=None))


@bp.get("/api/v1/categorieen/<string:categorie>")
@permission(Permission.READ_PUBLIC)
def get_category(categorie: str) -> Response:
    """One purchasing category with the ids of its rounds."""
    return answered(Categorie(**category_facts_of(categorie, reader=ANYONE, base=base())))


def _page() -> int:
    """The page that is asked for; raises Refused when that is no number from 1 on."""
    wanted = request.args.get("pagina", "1")
    if not wanted.isascii() or not wanted.isdecimal() or not int(wanted[:9]):
        raise Refused("page_unreadable")
    return int(wanted[:9])


def _phase() -> Phase | None:
    """The phase that is asked for, if any; raises Refused when there is no such phase."""
    wanted = request.args.get("fase", "")
    if wanted and wanted not in set(Phase):
        raise Refused("phase_unknown", phases=", ".join(Phase))
    return Phase(wanted) if wanted else None


def _listed(found: Slice, round: Round | None = None) -> dict[str, Any]:
    """A page of a list with the address of the next one, and whose it is."""
    asked = urlencode({**request.args, "pagina": _page() + 1})
    following = f"{base()}{request.path}?{asked}" if found.has_more else None
    owner = owner_and_licence(round) if round is not None else {}
    return {"resultaten": found.facts, "volgende": following, **owner}
