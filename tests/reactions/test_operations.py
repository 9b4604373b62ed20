"""Inputs from a sheet: each row on its own, the same receipt again, and nothing dropped."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

import pytest

from consultation import clock
from consultation.contributions.models import Contribution, Submission
from consultation.contributions.states import LIMIT, Channel, Elsewhere
from consultation.database import db
from consultation.errors import NotAllowed
from consultation.logbook import COMMAND_LINE, Actor, transaction
from consultation.permissions import Role
from consultation.public_record import record
from consultation.reactions.models import Reaction
from consultation.reactions.operations import Imported, import_inputs, input_rows
from consultation.rounds.models import Round
from consultation.web.sentences import sentence_for
from tests.contributions.factories import arrival
from tests.factories import make_account, make_round
from tests.rounds.factories import statements

pytestmark = pytest.mark.usefixtures("database")


def take_in(
    round_: Round,
    *rows: Mapping[str, str],
    by: Actor = COMMAND_LINE,
    channel: Channel = Channel.PAPER,
    first: int = 2,
) -> Imported:
    with transaction():
        return import_inputs(
            db.session.get_one(Round, round_.id),
            input_rows(round_.slug, enumerate(rows, start=first)),
            elsewhere=Elsewhere(channel),
            arrival=arrival(),
            by=by,
        )


def reasons(done: Imported) -> list[tuple[int, str]]:
    return [(row, error.code) for row, error in done.refused]


def receipts(done: Imported) -> list[str]:
    return [receipt for _, receipt in done.accepted]


def reactions() -> list[Reaction]:
    return list(db.session.scalars(db.select(Reaction).order_by(Reaction.id)))


def test_a_row_becomes_an_input_with_a_receipt_and_a_leaf() -> None:
    round_ = make_round()
    done = take_in(
        round_,
        {"paragraaf": "2.1", "alinea": "2", "soort": "voorstel", "tekst": "Maak de jas lichter.",
         "naam": "Sanne de Boer", "organisatie": "Bond van Fietsers"},
    )  # fmt: skip
    (reaction,) = reactions()
    assert done.accepted == [(2, reaction.submission.receipt)]
    assert reaction.quote == "De jas is brandveilig."
    assert (reaction.kind.value, reaction.state.value) == ("proposal", "received")
    assert reaction.submission.organisation_name == "Bond van Fietsers"
    assert reaction.submission.channel is Channel.PAPER
    assert record.refs_of_kind(round_.slug, record.Kind.ONTVANGEN) == [reaction.reference]


def test_good_rows_are_kept_and_bad_ones_reported_by_number() -> None:
    done = take_in(
        make_round(),
        {"tekst": "Goed."},
        {"tekst": ""},
        {"tekst": "Wat?", "soort": "klacht"},
        {"tekst": "Wat?", "alinea": "twee"},
        {"tekst": "Wat?", "ontvangen_op": "gisteren"},
        {"tekst": "Ook goed."},
    )
    assert [row for row, _ in done.accepted] == [2, 7]
    assert [row for row, _ in reasons(done)] == [3, 4, 5, 6]
    assert [code for _, code in reasons(done)][1:] == [
        "kind_unknown", "alinea_no_number", "moment_unreadable",
    ]  # fmt: skip
    assert len(reactions()) == 2
    assert db.session.query(Submission).count() == 2


def test_the_reason_of_an_empty_row_is_a_sentence() -> None:
    ((_, error),) = take_in(make_round(), {"naam": "Sanne"}).refused
    assert sentence_for(error) == sentence_for(type(error)(tekst="text_needed"))
    assert "reactie" in sentence_for(error)


def test_the_same_sheet_again_gives_the_same_receipts() -> None:
    round_ = make_round()
    rows = [{"tekst": "Eerste."}, {"tekst": "Tweede.", "paragraaf": "2.1"}]
    before = receipts(take_in(round_, *rows))
    assert receipts(take_in(round_, *rows)) == before
    assert len(reactions()) == 2


def test_a_sheet_that_was_mended_doubles_nothing() -> None:
    """A row put in above moves the others; they are known by what they say."""
    round_ = make_round()
    before = receipts(take_in(round_, {"tekst": "Eerste."}, {"tekst": "Tweede."}))
    after = receipts(
        take_in(round_, {"tekst": "Nieuw."}, {"tekst": "Eerste."}, {"tekst": "Tweede."})
    )
    assert after[1:] == before
    assert len(reactions()) == 3


def test_two_people_who_send_the_same_words_are_two_inputs() -> None:
    round_ = make_round()
    done = take_in(round_, {"tekst": "Geen wol."}, {"tekst": "Geen wol."})
    assert len(set(receipts(done))) == 2
    assert receipts(take_in(round_, {"tekst": "Geen wol."}, {"tekst": "Geen wol."})) == receipts(
        done
    )


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("2.1", "Jassen"),
        ("§ 2.1", "Jassen"),
        ("paragraaf 2.1.", "Jassen"),
        (" 2.1 ", "Jassen"),
        ("hoofdstuk 2", "Wat kopen wij?"),
    ],
)
def test_a_section_is_found_however_its_number_is_typed(typed: str, title: str) -> None:
    round_ = make_round()
    take_in(round_, {"tekst": "Goed.", "paragraaf": typed})
    by_id = {one.permanent_id: one.title for one in round_.version.sections}
    assert by_id[reactions()[0].section_permanent_id] == title


def test_an_unknown_number_stays_with_the_whole_plan_and_is_kept() -> None:
    done = take_in(make_round(), {"tekst": "Over 8.2.", "paragraaf": "8.2"}, {"tekst": "Algemeen."})
    assert not done.refused
    assert [(one.section_permanent_id, one.unknown_number) for one in reactions()] == [
        (None, "8.2"),
        (None, ""),
    ]


def test_a_text_beyond_the_limit_is_cut_and_no_word_is_lost() -> None:
    text = "Dit is een zin van een lange brief. " * 300
    done = take_in(make_round(), {"tekst": text})
    parts = reactions()
    assert len(done.accepted) == 1
    assert [one.sub_number for one in parts] == [1, 2, 3]
    assert all(len(one.text.full) <= LIMIT for one in parts)
    assert " ".join(one.text.full for one in parts).split() == text.split()


@pytest.mark.parametrize(
    ("shift", "is_late"), [(timedelta(days=-1), False), (timedelta(days=1), True)]
)
def test_the_moment_in_the_row_says_whether_it_is_late(shift: timedelta, is_late: bool) -> None:
    round_ = make_round(opens_in=-30, closes_in=-5)
    moment = clock.amsterdam(round_.closes_at + shift).strftime("%d-%m-%Y %H:%M")
    take_in(round_, {"tekst": "Per brief.", "ontvangen_op": moment})
    assert reactions()[0].submission.is_late is is_late


def test_the_last_day_without_an_hour_is_in_time() -> None:
    round_ = make_round(opens_in=-30, closes_in=-5)
    last = clock.amsterdam(round_.closes_at - clock.SECOND).date().isoformat()
    take_in(round_, {"tekst": "Per brief.", "ontvangen_op": last})
    assert not reactions()[0].submission.is_late


def test_before_the_opening_each_row_is_refused() -> None:
    done = take_in(make_round(opens_in=3), {"tekst": "Te vroeg."})
    assert reasons(done) == [(2, "round_not_open")]
    assert not reactions()


def test_who_may_not_enter_inputs_may_take_in_no_sheet() -> None:
    round_ = make_round()
    stranger = make_account(Role.OFFICER).as_actor()
    with pytest.raises(NotAllowed):
        take_in(round_, {"tekst": "Goed."}, by=stranger)


def test_an_unforeseen_failure_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole sheet is one change: it is there, or none of it is."""
    round_ = make_round()
    said = iter([None, None])

    def failing(*_args: object, **_kwargs: object) -> bytes:
        next(said)
        return b"x" * 32

    monkeypatch.setattr("consultation.public_record.commitments.commitment", failing)
    with pytest.raises((StopIteration, RuntimeError)):
        take_in(round_, *[{"tekst": f"Reactie {n}."} for n in range(3)])
    assert db.session.query(Submission).count() == 0
    assert db.session.query(Contribution).count() == 0
    assert record.head().size == 0


def rows_about(count: int, *numbers: str) -> Iterable[dict[str, str]]:
    for n in range(count):
        yield {"tekst": f"Reactie {n} over de jas.", "paragraaf": numbers[n % len(numbers)]}


def test_a_row_costs_a_fixed_number_of_statements() -> None:
    round_ = make_round()
    take_in(round_, {"tekst": "Begin."})
    counts = []
    for size in (10, 30):
        with statements() as sent:
            take_in(round_, *rows_about(size, "2.1", "9.9", f"{size}"))
        counts.append(len(sent))
    assert (counts[1] - counts[0]) / 20 <= 14
    with statements() as again:
        take_in(round_, *rows_about(30, "2.1", "9.9", "30"))
    assert len(again) / 30 <= 6
