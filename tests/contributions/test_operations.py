import secrets
import threading
from datetime import timedelta

import pytest
from flask import Flask

from consultation import clock
from consultation.contributions import queries
from consultation.contributions.models import Contribution, Submission
from consultation.contributions.operations import (
    Said,
    ask_receipts,
    change_contribution,
    confirm_submission,
    draft_submission,
    edit_draft,
    ensure_closing_leaf,
    enter_submission,
    expire_unconfirmed,
    forget_drafts,
    receive_without_email,
    renew_code,
    send_submission,
    withdraw_contribution,
)
from consultation.contributions.states import (
    CODE_LIVES,
    CODE_TRIES,
    LIMIT,
    Channel,
    CodeVerdict,
    ContributionState,
    Elsewhere,
    NameShown,
    PassageKind,
    Sender,
)
from consultation.database import db
from consultation.errors import Closed, Invalid, NotAllowed, Refused, WrongStep
from consultation.logbook import ANYONE, COMMAND_LINE, Entry, What, transaction
from consultation.public_record import receipts, record
from consultation.public_record.leaves import Kind as Leaf
from consultation.reactions.models import Reaction
from consultation.rounds.models import Round
from tests.contributions.factories import (
    GRACE,
    arrival,
    author_of,
    make_contribution,
    make_draft,
)
from tests.factories import make_round

pytestmark = pytest.mark.usefixtures("database")

S = ContributionState


def leaves_of(submission: Submission, number: int = 1) -> list[str]:
    reference = f"{submission.receipt}/{number}"
    return [line.split(" ")[1] for _index, line in record.lines_about(reference)]


def entries(what: What) -> int:
    return db.session.query(Entry).filter_by(what=what).count()


def sent(sender: Sender | None = None, **changes: object) -> Submission:
    draft = make_draft(**changes)
    with transaction():
        send_submission(draft, sender or Sender(), arrival=arrival(), by=ANYONE)
    return draft


# --- drafting and sending ------------------------------------------------------------------


def test_a_draft_has_no_receipt_and_no_leaf() -> None:
    draft = make_draft()
    assert draft.receipt is None
    assert [c.state for c in draft.contributions] == [S.DRAFT]
    assert record.head().size == 0
    assert len(draft.draft_token) >= 22  # 128 bits


def test_the_same_key_gives_the_same_draft_with_the_newest_text() -> None:
    round_ = make_round()
    for text in ("Eerst dit.", "Toen dat."):
        with transaction():
            draft_submission(
                round_, [Said(Reaction(), text)], key="a", arrival=arrival(), by=ANYONE
            )
    (draft,) = db.session.query(Submission)
    assert draft.contributions[0].text.full == "Toen dat."


def test_sending_gives_a_receipt_a_key_a_point_and_a_leaf_at_once() -> None:
    draft = make_draft()
    with transaction():
        send_submission(draft, Sender(), arrival=arrival(), by=ANYONE)
    assert receipts.parse_receipt(draft.receipt or "") == draft.receipt
    assert len((draft.secret_key or "").replace("-", "")) * 5 >= 80
    (contribution,) = draft.contributions
    assert contribution.state is S.RECEIVED
    assert [point.number for point in contribution.points] == [1]
    assert leaves_of(draft) == ["ontvangen"]
    assert entries(What.CONTRIBUTION_SENT) == 1


def test_a_failure_while_sending_leaves_neither_receipt_nor_leaf() -> None:
    draft = make_draft()

    def send_and_fail() -> None:
        with transaction():
            send_submission(draft, Sender(), arrival=arrival(), by=ANYONE)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        send_and_fail()
    assert draft.receipt is None
    assert record.head().size == 0


def test_a_receipt_is_durable_before_it_can_be_shown() -> None:
    draft = make_draft()
    with transaction():
        send_submission(draft, Sender(), arrival=arrival(), by=ANYONE)
    with db.engine.connect() as connection:  # another connection sees only what is committed
        number = connection.exec_driver_sql("SELECT receipt FROM submissions").scalar()
        leaves = connection.exec_driver_sql("SELECT count(*) FROM record_leaves").scalar()
    assert (number, leaves) == (draft.receipt, 1)


def test_sending_twice_gives_the_same_receipt_once() -> None:
    draft = make_draft()
    numbers = []
    for _ in range(3):
        with transaction():
            outcome = send_submission(draft, Sender(name="Ali"), arrival=arrival(), by=ANYONE)
            numbers.append(outcome.submission.receipt)
    assert len(set(numbers)) == 1
    assert record.head().size == 1


def test_sending_something_else_with_the_same_draft_is_refused() -> None:
    draft = sent(Sender(name="Ali"))
    with pytest.raises(Refused) as refusal, transaction():
        send_submission(draft, Sender(name="Bea"), arrival=arrival(), by=ANYONE)
    assert refusal.value.code == "sent_already"
    with pytest.raises(Refused), transaction():
        edit_draft(draft, [Said(Reaction(), "Anders.")], at=clock.now(), by=ANYONE)
    assert draft.contributions[0].text.full != "Anders."


def test_fifty_parallel_sends_of_one_draft_are_one_input(database: Flask) -> None:
    token = make_draft().draft_token
    numbers: list[str | None] = []

    def send() -> None:
        with database.app_context():
            with transaction():
                draft = queries.submission_by_token(token, reader=ANYONE)
                outcome = send_submission(draft, Sender(), arrival=arrival(), by=ANYONE)
                numbers.append(outcome.submission.receipt)
            db.session.remove()

    threads = [threading.Thread(target=send) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()  # a read that began before the sends would not see them
    assert len(numbers) == 50
    assert len(set(numbers)) == 1
    assert db.session.query(Contribution).count() == 1
    assert record.head().size == 1


@pytest.mark.parametrize("text", ["", "   \n ", "\t"])
def test_an_empty_text_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        make_draft(None, text)
    assert refusal.value.fields == {"tekst": "text_needed"}


def test_4000_characters_are_taken_and_one_more_is_not() -> None:
    draft = make_draft(None, "a" * LIMIT)
    assert len(draft.contributions[0].text.full) == LIMIT
    with pytest.raises(Invalid) as refusal:
        make_draft(None, "a" * (LIMIT + 1))
    assert refusal.value.fields == {"tekst": "text_too_long"}


def test_paragraphs_become_passages_and_the_confidential_part_stays_apart() -> None:
    draft = make_draft(None, "Eerste alinea.\n\nTweede alinea.", confidential="Onze prijs.")
    text = draft.contributions[0].text
    assert [(p.kind, p.text) for p in text.passages] == [
        (PassageKind.PUBLIC, "Eerste alinea."),
        (PassageKind.PUBLIC, "Tweede alinea."),
        (PassageKind.CONFIDENTIAL, "Onze prijs."),
    ]
    assert text.confidential_part == "Onze prijs."


def test_a_cut_text_is_one_submission_with_two_contributions() -> None:
    draft = make_draft(None, "Deel een.", "Deel twee.")
    with transaction():
        send_submission(draft, Sender(), arrival=arrival(), by=ANYONE)
    assert [c.reference for c in draft.contributions] == [
        f"{draft.receipt}/1",
        f"{draft.receipt}/2",
    ]
    assert leaves_of(draft, 1) == leaves_of(draft, 2) == ["ontvangen"]


# --- the moment ----------------------------------------------------------------------------


def closing_round(minutes_ago: float) -> Round:
    return make_round(closes_at=clock.now() - timedelta(minutes=minutes_ago))


def test_a_draft_begun_before_closing_may_be_sent_in_the_grace() -> None:
    draft = make_draft(closing_round(10))
    with transaction():
        send_submission(draft, Sender(), arrival=arrival(), by=ANYONE)
    assert not draft.is_late
    assert leaves_of(draft) == ["ontvangen"]


def test_later_still_is_kept_as_late_and_the_round_is_closed_in_the_record_first() -> None:
    round_ = closing_round(40)
    draft = make_draft(round_)
    with transaction():
        send_submission(draft, Sender(), arrival=arrival(), by=ANYONE)
    assert draft.is_late
    kinds = [line.split(" ")[1] for line in record.lines()]
    assert kinds == ["sluiting", "te-laat"]


def test_a_text_first_written_after_closing_is_refused() -> None:
    round_ = closing_round(1)
    with pytest.raises(Closed) as refusal, transaction():
        draft_submission(
            round_, [Said(Reaction(), "Te laat.")], key="k", arrival=arrival(), by=ANYONE
        )
    assert refusal.value.code == "round_closed"


def test_confirming_after_closing_does_not_make_it_late() -> None:
    round_ = make_round()
    draft = make_draft(round_)
    with transaction():
        code = send_submission(
            draft, Sender(email="a@voorbeeld.nl"), arrival=arrival(), by=ANYONE
        ).code
    later = (round_.closes_at or clock.now()) + timedelta(minutes=1)
    with transaction():
        draft.code_expires_at = later + CODE_LIVES
        verdict = confirm_submission(draft, code, at=later, by=ANYONE)
    assert verdict is CodeVerdict.CONFIRMED
    assert not draft.is_late
    assert draft.received_at is not None
    assert draft.received_at < later


@pytest.mark.parametrize("change", ["opens_at", "published_at", "withdrawn_at"])
def test_a_round_that_is_not_open_takes_nothing(change: str) -> None:
    round_ = make_round()
    with transaction():
        soon = clock.now() + timedelta(days=1)
        setattr(round_, change, {"opens_at": soon, "withdrawn_at": clock.now()}.get(change))
    with pytest.raises(Closed), transaction():
        draft_submission(round_, [Said(Reaction(), "Ja.")], key="k", arrival=arrival(), by=ANYONE)


# --- the address ---------------------------------------------------------------------------

MAILED = Sender(email="sanne@voorbeeld.nl", name="Sanne", name_shown=NameShown.FIRST)


def unconfirmed() -> tuple[Submission, str]:
    draft = make_draft()
    with transaction():
        outcome = send_submission(draft, MAILED, arrival=arrival(), by=ANYONE)
    return draft, outcome.code


def test_with_an_address_it_waits_for_a_code_and_is_already_acknowledged() -> None:
    submission, code = unconfirmed()
    assert len(code) == 6
    assert submission.contributions[0].state is S.UNCONFIRMED
    assert leaves_of(submission) == ["ontvangen"]
    assert code not in repr([entry.details for entry in db.session.query(Entry)])


def test_the_right_code_moves_it_to_control() -> None:
    submission, code = unconfirmed()
    with transaction():
        verdict = confirm_submission(
            submission, f"{code[:3]} {code[3:]}", at=clock.now(), by=ANYONE
        )
    assert verdict is CodeVerdict.CONFIRMED
    assert submission.contributions[0].state is S.RECEIVED
    assert submission.email_confirmed_at is not None


def test_after_five_wrong_tries_even_the_right_code_is_void() -> None:
    submission, code = unconfirmed()
    wrong = "000000" if code != "000000" else "111111"
    verdicts = []
    for typed in [wrong] * CODE_TRIES + [code]:
        with transaction():
            verdicts.append(confirm_submission(submission, typed, at=clock.now(), by=ANYONE))
    assert verdicts == [CodeVerdict.WRONG] * (CODE_TRIES - 1) + [CodeVerdict.SPENT] * 2
    assert submission.contributions[0].state is S.UNCONFIRMED


def test_an_old_code_is_expired() -> None:
    submission, code = unconfirmed()
    later = clock.now() + CODE_LIVES
    with transaction():
        assert confirm_submission(submission, code, at=later, by=ANYONE) is CodeVerdict.EXPIRED


def test_a_new_code_to_another_address_voids_the_old_one() -> None:
    submission, code = unconfirmed()
    with transaction():
        fresh = renew_code(submission, at=clock.now(), email="nieuw@voorbeeld.nl", by=ANYONE)
    assert submission.email == "nieuw@voorbeeld.nl"
    if fresh != code:
        with transaction():
            assert (
                confirm_submission(submission, code, at=clock.now(), by=ANYONE) is CodeVerdict.WRONG
            )
    with transaction():
        assert (
            confirm_submission(submission, fresh, at=clock.now(), by=ANYONE)
            is CodeVerdict.CONFIRMED
        )
    with pytest.raises(Refused), transaction():
        renew_code(submission, at=clock.now(), by=ANYONE)


def test_without_an_address_it_counts_all_the_same() -> None:
    submission, _code = unconfirmed()
    with transaction():
        receive_without_email(submission, at=clock.now(), by=ANYONE)
    assert submission.email == ""
    assert submission.contributions[0].state is S.RECEIVED


def test_an_address_confirmed_in_this_browser_is_not_asked_for_a_code_again() -> None:
    draft = make_draft()
    with transaction():
        outcome = send_submission(
            draft, MAILED, arrival=arrival(), known_email=MAILED.email, by=ANYONE
        )
    assert outcome.code == ""
    assert draft.contributions[0].state is S.RECEIVED
    assert draft.email_confirmed_at is not None


def test_who_lost_a_number_gets_a_letter_only_at_a_confirmed_address() -> None:
    submission, code = unconfirmed()
    with transaction():
        ask_receipts(MAILED.email, by=ANYONE)
    assert entries(What.RECEIPTS_ASKED) == 0
    with transaction():
        confirm_submission(submission, code, at=clock.now(), by=ANYONE)
        ask_receipts(MAILED.email, by=ANYONE)
    assert entries(What.RECEIPTS_ASKED) == 1


# --- change and withdraw -------------------------------------------------------------------


@pytest.mark.parametrize("state", [S.RECEIVED, S.PLACED, S.NOT_PLACED, S.REDACTED])
def test_changing_makes_a_new_text_that_is_in_control_again(state: S) -> None:
    contribution = make_contribution(state=state)
    before = contribution.text.full
    with transaction():
        change_contribution(
            contribution, "Beter gezegd.", "", at=clock.now(), by=author_of(contribution)
        )
    assert contribution.state is S.RECEIVED
    assert [text.full for text in contribution.texts] == [before, "Beter gezegd."]
    assert contribution.texts[0].commitment != contribution.texts[1].commitment
    assert leaves_of(contribution.submission) == ["ontvangen", "gewijzigd"]


def test_withdrawing_is_a_leaf_and_the_end() -> None:
    contribution = make_contribution(state=S.PLACED)
    author = author_of(contribution)
    with transaction():
        withdraw_contribution(contribution, at=clock.now(), by=author)
    assert leaves_of(contribution.submission) == ["ontvangen", "ingetrokken"]
    with pytest.raises(WrongStep), transaction():
        change_contribution(contribution, "Toch wel.", "", at=clock.now(), by=author)


def test_only_who_holds_the_key_may_change_or_withdraw() -> None:
    contribution, other = make_contribution(), make_contribution()
    for by in (ANYONE, author_of(other)):
        with pytest.raises(NotAllowed), transaction():
            change_contribution(contribution, "Van mij.", "", at=clock.now(), by=by)
        with pytest.raises(NotAllowed), transaction():
            withdraw_contribution(contribution, at=clock.now(), by=by)


def test_after_closing_nothing_is_changed_or_withdrawn() -> None:
    contribution = make_contribution()
    author = author_of(contribution)
    at = contribution.round.closes_at or clock.now()
    with pytest.raises(Closed), transaction():
        change_contribution(contribution, "Te laat.", "", at=at, by=author)
    with pytest.raises(Closed), transaction():
        withdraw_contribution(contribution, at=at, by=author)


# --- after closing -------------------------------------------------------------------------


def test_the_closing_leaf_is_written_once_and_only_after_the_grace() -> None:
    round_ = make_contribution().round
    closes_at = round_.closes_at or clock.now()
    written = []
    for minutes in (-1, 0, 29, 30, 31, 600):
        with transaction():
            at = closes_at + timedelta(minutes=minutes)
            written.append(ensure_closing_leaf(round_, at=at, grace=GRACE))
    assert written == [False, False, False, True, False, False]
    assert [line.split(" ")[1] for line in record.lines()] == ["ontvangen", "sluiting"]


def test_what_was_never_confirmed_is_withdrawn_a_week_after_closing() -> None:
    submission, _code = unconfirmed()
    closes_at = submission.round.closes_at or clock.now()
    with transaction():
        assert expire_unconfirmed(closes_at + timedelta(days=6)) == 0
        assert expire_unconfirmed(closes_at + timedelta(days=7)) == 1
        assert expire_unconfirmed(closes_at + timedelta(days=8)) == 0
    assert submission.contributions[0].state is S.WITHDRAWN
    assert leaves_of(submission) == ["ontvangen", "ingetrokken"]


def test_drafts_are_forgotten_a_week_after_closing_and_receipts_never() -> None:
    draft = make_draft()
    kept = make_contribution(draft.round)
    closes_at = draft.round.closes_at or clock.now()
    with transaction():
        assert forget_drafts(closes_at + timedelta(days=6)) == 0
        assert forget_drafts(closes_at + timedelta(days=7)) == 1
    assert db.session.query(Submission).all() == [kept.submission]


# --- staff ---------------------------------------------------------------------------------


def entered(
    round_: Round, key: str = "brief-1", text: str = "Per brief.", **changes: object
) -> Submission:
    elsewhere = Elsewhere(Channel.PAPER, changes.get("received_at"))  # type: ignore[arg-type]
    with transaction():
        return enter_submission(
            round_,
            [Said(Reaction(), text)],
            Sender(name="Jan"),
            key=key,
            elsewhere=elsewhere,
            arrival=arrival(),
            by=COMMAND_LINE,
        )


def test_a_letter_counts_from_the_day_it_came_in_and_is_in_control() -> None:
    round_ = make_round()
    came = clock.now() - timedelta(days=2)
    submission = entered(round_, received_at=came)
    assert (submission.channel, submission.received_at) == (Channel.PAPER, came)
    assert submission.contributions[0].state is S.RECEIVED
    assert leaves_of(submission) == ["ontvangen"]


def test_the_same_letter_gives_the_same_receipt_and_another_text_is_refused() -> None:
    round_ = make_round()
    first, second = entered(round_), entered(round_)
    assert first.receipt == second.receipt
    assert record.head().size == 1
    with pytest.raises(Refused):
        entered(round_, text="Iets anders.")


def test_a_letter_that_came_in_time_and_is_entered_after_closing_counts_in_time() -> None:
    round_ = make_round(closes_in=-1)
    submission = entered(round_, received_at=clock.now() - timedelta(days=3))
    assert not submission.is_late
    # The record was closed already; a leaf `ontvangen` after it would break its promise.
    assert [line.split(" ")[1] for line in record.lines()] == ["sluiting", "te-laat"]
    assert entered(round_, key="brief-2").is_late


def test_strangers_cannot_enter_letters() -> None:
    round_ = make_round()
    with pytest.raises(NotAllowed), transaction():
        enter_submission(
            round_,
            [Said(Reaction(), "Nep.")],
            Sender(),
            key=secrets.token_hex(4),
            elsewhere=Elsewhere(Channel.PHONE),
            arrival=arrival(),
            by=ANYONE,
        )


def test_every_leaf_belongs_to_a_contribution_and_the_record_equals_the_rows() -> None:
    round_ = make_round()
    for text in ("a", "b", "c"):
        make_contribution(round_, text)
    refs = set(record.refs_of_kind(round_.slug, Leaf.ONTVANGEN))
    assert refs == {c.reference for c in db.session.query(Contribution)}
