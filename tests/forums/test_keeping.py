"""A forum: started, edited, published, ended; who may, and who may know."""

from dataclasses import replace

import pytest

from consultation.errors import Incomplete, Invalid, NotAllowed, NotFound, Outdated, WrongStep
from consultation.forums import operations
from consultation.forums.operations import Member
from consultation.forums.queries import all_forums, forum_by_slug
from consultation.logbook import ANYONE, COMMAND_LINE, transaction
from consultation.permissions import Role
from tests.factories import make_account, make_organisation
from tests.forums.factories import TUESDAYS, forum_plan, make_forum, make_keeper

pytestmark = pytest.mark.usefixtures("database")


def test_a_forum_in_preparation_is_for_the_team_alone() -> None:
    forum = make_forum(is_published=False)
    with pytest.raises(NotFound, match="forum_unknown"):
        forum_by_slug(forum.slug, reader=ANYONE)
    assert all_forums(reader=ANYONE) == []
    assert forum_by_slug(forum.slug, reader=make_keeper(forum).as_actor()) is forum


def test_everything_that_is_missing_is_listed_at_once() -> None:
    forum = make_forum(is_published=False, purpose=" ", members=(Member(),), is_public=False)
    with pytest.raises(Incomplete) as refused, transaction():
        operations.publish_forum(forum, by=COMMAND_LINE)
    assert {one.code for one in refused.value.lacks} == {
        "forum_purpose",
        "forum_members",
        "forum_private_reason",
    }


def test_a_forum_that_is_not_public_says_why() -> None:
    forum = make_forum(is_public=False, private_reason="Wij bespreken de veiligheid.")
    assert forum_by_slug(forum.slug, reader=ANYONE).private_reason.startswith("Wij bespreken")
    with transaction():
        operations.edit_forum(forum, forum_plan(private_reason="weg"), by=COMMAND_LINE)
    assert forum.private_reason == ""


def test_names_are_shown_with_consent() -> None:
    forum = make_forum()
    assert [one.public_name for one in forum.members] == ["Dirk Drager", "", ""]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"rhythm": replace(TUESDAYS, interval=0)}, "interval"),
        ({"rhythm": replace(TUESDAYS, interval=13)}, "interval"),
        ({"rhythm": replace(TUESDAYS, weekday=7)}, "weekday"),
        ({"rhythm": replace(TUESDAYS, week=6)}, "week"),
        ({"rhythm": replace(TUESDAYS, minutes=481)}, "minutes"),
        ({"members": [Member("x" * 121)]}, "members"),
    ],
)
def test_what_cannot_be_is_refused(changes: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        make_forum(**changes)
    assert set(refused.value.fields) == {field}


def test_a_public_forum_stays_complete() -> None:
    forum = make_forum()
    with pytest.raises(Incomplete), transaction():
        operations.edit_forum(forum, forum_plan(members=()), by=COMMAND_LINE)


def test_two_people_do_not_overwrite_each_other() -> None:
    forum = make_forum()
    seen = forum.fingerprint
    with transaction():
        operations.edit_forum(forum, forum_plan(place="Zaal 2"), seen=seen, by=COMMAND_LINE)
    with pytest.raises(Outdated, match="forum_outdated"), transaction():
        operations.edit_forum(forum, forum_plan(place="Zaal 3"), seen=seen, by=COMMAND_LINE)


def test_forums_of_one_name_have_addresses_of_their_own() -> None:
    assert [make_forum().slug, make_forum().slug] == ["forum-werkkleding", "forum-werkkleding-2"]
    assert make_forum(title="Nieuw").slug == "nieuw-2"


def test_a_forum_ends_once_with_a_reason() -> None:
    forum = make_forum()
    with pytest.raises(Invalid), transaction():
        operations.end_forum(forum, " ", by=COMMAND_LINE)
    with transaction():
        operations.end_forum(forum, "Het contract is klaar.", by=COMMAND_LINE)
    with pytest.raises(WrongStep, match="forum_has_ended"), transaction():
        operations.end_forum(forum, "Nog eens.", by=COMMAND_LINE)
    with pytest.raises(WrongStep, match="forum_has_ended"), transaction():
        operations.plan_next_meeting(forum, by=COMMAND_LINE)
    others = make_forum(title="Zakken")
    assert all_forums(reader=ANYONE) == [others, forum]


def test_keeping_a_forum_is_for_officers_of_the_organisation() -> None:
    organisation = make_organisation()
    moderator = make_account(Role.MODERATOR, organisation=organisation).as_actor()
    elsewhere = make_account(Role.OFFICER, organisation=make_organisation()).as_actor()
    for by in (moderator, elsewhere, ANYONE):
        with pytest.raises(NotAllowed), transaction():
            operations.start_forum(organisation, forum_plan(), by=by)
