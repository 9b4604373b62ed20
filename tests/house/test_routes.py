"""Every route names a permission, refuses forgery, and keeps its address for ever."""

import ast
import re

from flask import Flask
from werkzeug.routing import IntegerConverter, Rule

from consultation.contributions.models import Submission
from consultation.database import db
from consultation.permissions import Permission
from consultation.web.guard import PUBLIC, permission_of
from tests.factories import make_round
from tests.house.addresses import addresses, listed
from tests.house.source import CODE, Function, tree_of
from tests.page import Visit

ADDRESS = re.compile(r"(/[a-z0-9.]+(-[a-z0-9.]+)*|/|/?(<[^>]+>)|\.json|[.-])*")
"""Lower case words with hyphens, and parts that are filled in."""

COMMAND = "python -m tests.house.addresses"


def rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def test_every_route_names_a_permission(app: Flask) -> None:
    bare = [rule.rule for rule in rules(app) if permission_of(app, rule.endpoint) is None]
    assert not bare, f"these name none, so nobody may: {bare}"
    kinds = {type(permission_of(app, rule.endpoint)) for rule in rules(app)}
    assert kinds == {Permission}


def example_of(rule: Rule) -> str:
    """An address that this rule answers to."""
    text = rule.rule
    for name in rule.arguments:
        number = isinstance(rule._converters[name], IntegerConverter)
        text = re.sub(rf"<(?:[^<>:]+:)?{name}>", "1" if number else "abcd", text)
    return text


def is_patient(app: Flask, rule: Rule) -> bool:
    """Whether the form behind a rule judges its token itself, to give the text back (F12)."""
    view = app.view_functions[rule.endpoint]
    return f"{view.__module__}.{view.__name__}" in app.extensions["csrf"]._exempt_views


def test_every_write_is_refused_without_its_token(database: Flask) -> None:
    client = database.test_client()
    writes = [
        rule
        for rule in rules(database)
        if "POST" in (rule.methods or set()) and not is_patient(database, rule)
    ]
    assert writes
    for sent in ({}, {"csrf_token": "verzonnen"}):
        taken = {
            rule.rule: status
            for rule in writes
            if (status := client.post(example_of(rule), data=sent).status_code) != 400
        }
        assert not taken, f"these did not refuse a forged form: {taken}"


def test_a_patient_form_judges_its_token_before_it_writes(app: Flask) -> None:
    """Each of these views reaches `is_fit`, which refuses a strange token."""
    patient = [rule for rule in rules(app) if is_patient(app, rule)]
    assert patient
    for rule in patient:
        view = app.view_functions[rule.endpoint]
        place = view.__module__.removeprefix("consultation.").replace(".", "/")
        function = next(
            Function(place, node)
            for node in tree_of(CODE / f"{place}.py").body
            if isinstance(node, ast.FunctionDef) and node.name == view.__name__
        )
        assert "is_fit" in function.calls_with_helpers(), rule.rule


def test_a_patient_form_without_its_token_gives_the_text_back(visit: Visit) -> None:
    round = make_round()
    page = visit.post(f"/rondes/{round.slug}/reageren", {"tekst": "De jas lekt."}, status=422)
    assert page.form("reageren")["tekst"] == "De jas lekt."
    assert db.session.query(Submission).count() == 0


def test_no_route_writes_by_another_method(app: Flask) -> None:
    odd = {rule.rule for rule in rules(app) if (rule.methods or set()) & {"PUT", "PATCH", "DELETE"}}
    assert not odd, "forms know GET and POST"


def test_strangers_are_asked_to_sign_in_at_every_staff_door(database: Flask) -> None:
    client = database.test_client()
    staff = [
        rule
        for rule in rules(database)
        if "GET" in (rule.methods or set()) and permission_of(database, rule.endpoint) not in PUBLIC
    ]
    for rule in staff:
        answer = client.get(example_of(rule))
        assert answer.status_code == 302, f"{rule.rule} let a stranger in"
        assert answer.headers["Location"].startswith("/inloggen"), rule.rule


def test_addresses_are_kebab_case(app: Flask) -> None:
    odd = [rule.rule for rule in rules(app) if not ADDRESS.fullmatch(rule.rule)]
    assert not odd, f"lower case, hyphens, no diacritics: {odd}"


def test_numbers_in_addresses_are_typed(app: Flask) -> None:
    loose = [rule.rule for rule in rules(app) if re.search(r"<[a-z_]*id>", rule.rule)]
    numbers = [address for address in loose if re.search(r"<(?:[a-z]+_)id>", address)]
    assert not numbers, f"write <int:...>: {numbers}"


def test_no_address_disappears(app: Flask) -> None:
    lost = set(listed()) - addresses(app)
    assert not lost, f"an address that was given out must keep answering: {sorted(lost)}"


def test_every_address_is_listed(app: Flask) -> None:
    new = addresses(app) - set(listed())
    assert not new, f"run `{COMMAND}` and commit tests/house/urls.txt: {sorted(new)}"
