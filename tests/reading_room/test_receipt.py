"""The status page of a receipt: for its author everything, for others what is public."""

from datetime import timedelta

import pytest

from consultation import clock
from consultation.answers import operations as answers
from consultation.contributions.models import Contribution
from consultation.contributions.states import ContributionState, NameShown, Sender
from consultation.logbook import COMMAND_LINE, Actor, transaction
from consultation.moderation import operations
from consultation.moderation.models import Decision
from consultation.moderation.states import Reason
from consultation.public_record import record
from consultation.public_record.receipts import new_receipt
from tests.contributions.factories import make_contribution
from tests.factories import make_round
from tests.moderation.factories import make_moderator
from tests.page import Page, Visit
from tests.response_notes.test_operations import answer, published

pytestmark = pytest.mark.usefixtures("database")

SANNE = Sender(name="Sanne de Boer", name_shown=NameShown.FIRST)


def moderator(contribution: Contribution) -> Actor:
    return make_moderator(contribution).as_actor()


def opened(visit: Visit, contribution: Contribution) -> Page:
    """The receipt, opened with its key as from a letter."""
    submission = contribution.submission
    return visit.get(f"/ontvangst/{submission.receipt}?sleutel={submission.secret_key}")


def refused(contribution: Contribution, **changes: object) -> Decision:
    by = moderator(contribution)
    how = {"reason": Reason.PERSONAL_DATA, "by": by, **changes}
    with transaction():
        return operations.refuse_contribution(contribution, **how)


def test_the_key_opens_the_receipt_and_leaves_the_address(visit: Visit) -> None:
    contribution = make_contribution(text="De jas lekt.", sender=SANNE)
    submission = contribution.submission
    address = f"/ontvangst/{submission.receipt}?sleutel={submission.secret_key}"
    answer = visit.client.get(address)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/ontvangst/{submission.receipt}"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    page = visit.get(answer.headers["Location"])
    assert page.answer.headers["Referrer-Policy"] == "no-referrer"
    assert page.answer.headers["Cache-Control"] == "no-store"
    assert "De jas lekt." in page.text
    assert submission.secret_key in page.text
    assert page.soup.select_one(".qr svg[role=img]").has_attr("viewBox")
    assert len(page.soup.select(".qr path.qrline")) == len(page.soup.select(".qr path")) == 1
    assert not page.soup.select_one(f'a[href*="{submission.secret_key}"]')


def test_the_place_in_the_record_and_its_proof_are_on_the_page(visit: Visit) -> None:
    make_contribution(text="Een andere reactie.")
    contribution = make_contribution(text="De jas lekt.", sender=SANNE)
    place, line = record.lines_about(contribution.reference)[0]
    page = opened(visit, contribution)
    assert f"op plaats {place} van de lijst, met deze code: {line.rsplit(' ', 1)[1]}" in page.text
    proof = visit.client.get(page.links()["Bewaar het getekende bewijs"])
    assert proof.status_code == 200
    assert f"\n{place}\n{contribution.reference}\n" in proof.text


def test_a_wrong_key_opens_nothing_and_is_told(visit: Visit) -> None:
    contribution = make_contribution(text="De jas lekt.")
    page = visit.get(f"/ontvangst/{contribution.submission.receipt}?sleutel=AAAA-BBBB")
    assert page.answer.request.path == f"/ontvangst/{contribution.submission.receipt}"
    assert not page.answer.request.query_string
    assert "Deze geheime sleutel past niet" in page.text
    assert "De jas lekt." not in page.text


def test_others_see_neither_text_nor_key_nor_reason(visit: Visit) -> None:
    contribution = make_contribution(text="Bel Jan.", sender=SANNE)
    refused(contribution, explanation="Jan is niet gevraagd.")
    page = visit.get(f"/ontvangst/{contribution.submission.receipt}")
    for words in ("Bel Jan.", contribution.submission.secret_key, "Jan is niet gevraagd.", "Sanne"):
        assert words not in page.text
    assert "De tekst van deze reactie staat niet op de website." in page.text
    assert not page.soup.select_one(".qr")


def test_in_control_says_that_it_counts_already(visit: Visit) -> None:
    page = opened(visit, make_contribution(text="De jas."))
    steps = [" ".join(li.get_text(" ").split()) for li in page.soup.select(".phase-line li")]
    assert len(steps) == 5
    assert steps[0].startswith("Ontvangen (klaar)")
    current = page.soup.select_one(".phase-line [aria-current=step]").get_text(" ")
    assert "Binnen 2 werkdagen kijken wij" in current
    assert "Uw reactie telt al mee." in current


def test_a_refusal_is_shown_with_reason_rule_and_what_to_do(visit: Visit) -> None:
    contribution = make_contribution(text="Bel Jan.")
    refused(contribution, explanation="Jan is niet gevraagd.")
    page = opened(visit, contribution)
    decision = " ".join(page.soup.select_one("#besluit-1").get_text(" ").split())
    for words in (
        "Niet geplaatst",
        "De reden: Er staan gegevens van iemand anders in.",
        "Dit mag niet volgens spelregel 3.",
        "Onze uitleg: Jan is niet gevraagd.",
        "Wat kunt u doen?",
        "De inkopers lezen uw reactie wel.",
    ):
        assert words in decision
    ready = visit.get(page.links()["Pas uw tekst aan en stuur hem opnieuw"])
    assert ready.form()["tekst"] == "Bel Jan."
    sent = visit.send_from(ready, "", tekst="Bel de balie.")
    assert "Wij kijken hem na" in sent.text
    assert contribution.state is ContributionState.RECEIVED
    assert not sent.soup.select_one("#besluit-1")


def test_the_second_look_is_asked_shown_and_told(visit: Visit) -> None:
    contribution = make_contribution(text="De jas lekt.")
    decision = refused(contribution)
    page = opened(visit, contribution)
    address = page.links()["Vraag een andere medewerker om te kijken"]
    page = visit.send(address, text="Er staat geen naam in.")
    assert "om een tweede blik." in page.text
    assert "Vraag een andere medewerker om te kijken" not in page.links()
    by = moderator(contribution)
    objection = decision.objection
    assert objection is not None
    with transaction():
        operations.judge_objection(objection, granted=True, explanation="U heeft gelijk.", by=by)
    page = visit.get(f"/ontvangst/{contribution.submission.receipt}")
    assert "De uitleg: U heeft gelijk." in page.text
    assert "Geplaatst" in page.soup.select_one("#besluit-1 h3").get_text()


def test_after_closing_the_author_can_still_ask_a_second_look_but_not_change(
    visit: Visit,
) -> None:
    contribution = make_contribution(text="De jas lekt.")
    refused(contribution)
    with transaction():
        contribution.round.closes_at = clock.now() - timedelta(minutes=1)
    links = opened(visit, contribution).links()
    assert "Vraag een andere medewerker om te kijken" in links
    assert "Pas uw tekst aan en stuur hem opnieuw" not in links


def test_what_is_black_is_shown_to_its_author_with_the_reason_and_to_others_as_a_mark(
    visit: Visit,
) -> None:
    contribution = make_contribution(text="Bel Jan op 06-12345678.", sender=SANNE)
    by, passage = moderator(contribution), contribution.text.passages[0]
    with transaction():
        operations.redact_contribution(
            contribution,
            passages={passage.id: "06-12345678"},
            reason=Reason.PERSONAL_DATA,
            by=by,
        )
    number = contribution.submission.receipt
    other = visit.get(f"/ontvangst/{number}")
    assert "Bel Jan op" in other.text
    assert "06-12345678" not in other.text
    assert "zwart gemaakt" in other.text
    public = visit.get(f"/rondes/{contribution.round.slug}/reacties")
    assert "06-12345678" not in public.text
    assert "zwart gemaakt" in public.text
    assert "Er staan gegevens van iemand anders in." in public.text
    page = opened(visit, contribution)
    assert "Zwart gemaakt: “06-12345678”" in page.text
    assert "Vraag een andere medewerker om te kijken" in page.links()


def test_the_counts_per_reason_are_public(visit: Visit) -> None:
    round_ = make_round()
    for reason in (Reason.ABUSE, Reason.ABUSE, Reason.ADVERTISING):
        refused(make_contribution(round_), reason=reason)
    page = visit.get(f"/rondes/{round_.slug}/reacties")
    assert "Er staan scheldwoorden of discriminatie in. (2)" in page.text
    assert "Het is reclame. (1)" in page.text


def test_the_outcome_is_shown_with_reason_answer_who_and_the_changed_sentence(
    visit: Visit,
) -> None:
    round_ = make_round()
    contribution = make_contribution(round_, "De jas is te kort.", sender=SANNE)
    hidden = make_contribution(round_, "Bel Jan.")
    refused(hidden)
    with transaction():
        operations.place_contribution(contribution, by=COMMAND_LINE)
        round_.closes_at = clock.now() - timedelta(days=1)
    answer(contribution, hidden)
    section = round_.version.sections[2]
    words = answers.ChangedWords(
        section.permanent_id, "De jas is kort.", "De jas is lang.", "Zo blijft men droog."
    )
    with transaction():
        answers.record_change(round_, words, [contribution], by=COMMAND_LINE)
    before = visit.get(f"/ontvangst/{contribution.submission.receipt}")
    assert "Dit doen wij ermee" not in before.text
    published(round_)
    page = visit.get(f"/ontvangst/{contribution.submission.receipt}")
    for part in ("Dit doen wij ermee", "Antwoord van", "Reden:", "Dit is er veranderd in het plan",
                 "Zo blijft men droog.", "1 reactie leidde tot deze verandering."):  # fmt: skip
        assert part in page.text
    assert page.soup.select_one(".compare del")
    assert page.soup.select_one(".phase-line li.done:last-child")
    of_hidden = visit.get(f"/ontvangst/{hidden.submission.receipt}")
    assert "Bel Jan." not in of_hidden.text
    assert "Dit doen wij ermee" in of_hidden.text


def test_a_number_with_a_typing_error_is_told(visit: Visit) -> None:
    assert "Dit nummer klopt niet" in visit.get("/ontvangst/MD-0000-00", status=404).text


def test_a_number_that_was_not_given_is_told(visit: Visit) -> None:
    page = visit.get(f"/ontvangst/{new_receipt()}", status=404)
    assert "Dit nummer kennen wij niet" in page.text
