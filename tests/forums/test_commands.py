"""The command line for forums: the same rules and sentences as the pages."""

import json
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from consultation.forums import operations
from consultation.forums.queries import meetings_of
from consultation.logbook import COMMAND_LINE, transaction
from consultation.permissions import Role
from tests.forums.factories import after, make_action, make_forum, make_keeper, make_meeting


@pytest.fixture
def run(database: Flask) -> Any:
    def command(*words: str) -> Result:
        return database.test_cli_runner().invoke(args=["forum", *words])

    return command


def test_the_next_meeting_is_planned(run: Any) -> None:
    forum = make_forum()
    told = run("next", forum.slug)
    (meeting,) = meetings_of(forum, reader=COMMAND_LINE)
    assert told.output.strip() == f"Bijeenkomst op {meeting.hour.day} is in voorbereiding."
    second = json.loads(run("next", forum.slug, "--json").output)
    assert second["dag"] > meeting.hour.day.isoformat()
    assert second["stand"] == "gepland"


def test_what_cannot_be_is_told(run: Any) -> None:
    forum = make_forum()
    moderator = make_keeper(forum, Role.MODERATOR)
    assert run("next", forum.slug, "--as", moderator.email).exit_code == 1
    assert "Dit forum kennen wij niet." in run("next", "onbekend").output
    with transaction():
        operations.end_forum(forum, "Klaar.", by=COMMAND_LINE)
    refused = run("next", forum.slug)
    assert refused.exit_code == 1
    assert "Dit forum is gestopt." in refused.output


def test_a_forum_is_shown_with_what_is_late(run: Any) -> None:
    meeting = make_meeting()
    with after(meeting):
        action = make_action(meeting, "Norm schrijven", due=meeting.hour.day)
        shown = run("show", meeting.forum.slug).output
        assert "Elke week op dinsdag" in shown
        assert f"{meeting.hour.day}  Voorbij" in shown
        assert f"- Norm schrijven: {action.owner}, voor {action.due}" in shown
        whole = json.loads(run("show", meeting.forum.slug, "--json").output)
    assert whole["bijeenkomsten"][0]["adres"] == meeting.path
    assert whole["acties"][0]["te_laat"] is False
