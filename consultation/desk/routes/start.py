"""Where a member of staff begins: what waits today, and the way to every screen."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, current_app, render_template, request, url_for
from flask_babel import gettext as _

from consultation import clock
from consultation.accounts.session import reader, signed_in
from consultation.desk.queries.waiting import Desk, desk_of
from consultation.desk.states import TIMES, fitting
from consultation.logbook import Actor
from consultation.moderation.forms import WAIT_TONES, age_words
from consultation.moderation.queries import moderates
from consultation.permissions import EVERYWHERE, Permission, Role, may
from consultation.typed import number_asked
from consultation.web.guard import permission

bp = Blueprint("desk", __name__)


@bp.get("/werk")
@permission(Permission.SEE_DESK)
def show_desk() -> str:
    """What waits for this person, the oldest and the latest first (J6)."""
    desk = desk_of(reader=reader())
    minutes = request.args.get("tijd", 0, type=number_asked)
    has_time = 0 < minutes <= max(TIMES)
    return render_template(
        "desk/desk.html",
        staff_page=True,
        desk=desk,
        person=signed_in(),
        oldest=age_words(clock.now() - desk.oldest) if desk.oldest else "",
        tone=WAIT_TONES[desk.oldest_wait],
        plan=_plan(desk, minutes) if has_time else None,
        times=TIMES,
        screens=_screens(reader()),
        address=_address,
    )


def _plan(desk: Desk, minutes: int) -> Any:
    return fitting(minutes, to_control=desk.to_control, to_answer=desk.to_answer)


@dataclass(frozen=True)
class Screen:
    """A way to a screen, with what one does there."""

    title: str
    does: str
    address: str


OFFICERS = frozenset({Role.OFFICER, Role.ROUND_MANAGER, Role.PROGRAMME})
ENTERING = OFFICERS | {Role.MODERATOR}


def _screens(by: Actor) -> list[Screen]:
    """The screens that this person may use."""
    has = {Role(role) for role, _place in by.roles}
    lines = [
        (moderates(by), _("Controle"), _("Reacties plaatsen, of niet"), "moderation.show_queue"),
        (moderates(by), _("Tweede blik"), _("Opnieuw oordelen"), "moderation.show_second_looks"),
        (may(by, Permission.MODERATE_GATHERING), _("Bijeenkomsten"),
         _("Bijeenkomsten van anderen in de agenda zetten"), "gatherings.show_gathering_queue"),
        (bool(has & ENTERING), _("Inbreng invoeren"), _("Wat per telefoon of op papier kwam"),
         "reactions.enter_contribution"),
        (bool(has & OFFICERS), _("Plannen"), _("Inlezen en leesbaar maken"), "plans.list_plans"),
        (bool(has & OFFICERS), _("Categorieën"), _("Wie beheert wat, en hoe ver is de keten"),
         "categories.list_categories"),
        (bool(has & OFFICERS), _("Woorden"), _("Moeilijke woorden uitleggen"),
         "glossary.list_glossaries"),
        (bool(has - {Role.ADMINISTRATOR}), _("Rondes"), _("Voorbereiden en aankondigen"),
         "rounds.list_rounds"),
        (bool(has - {Role.ADMINISTRATOR}), _("Forums"), _("Bijeenkomsten, verslagen en acties"),
         "forums.list_forums"),
        (bool(has & OFFICERS), _("Antwoorden"), _("Uitkomst en antwoord geven"),
         "answering.show_answer_desk"),
        (may(by, Permission.SEE_PROGRAMME), _("Programma"), _("Alle rondes van alle categorieën"),
         "programme.show_programme"),
        (may(by, Permission.MANAGE_ACCOUNTS) or bool(has & EVERYWHERE & {Role.ADMINISTRATOR}),
         _("Accounts"), _("Collega’s uitnodigen"), "accounts.list_accounts"),
        (True, _("Mijn account"), _("Wachtwoord en inloggen"), "accounts.change_password"),
    ]  # fmt: skip
    return [
        Screen(title, does, _address(endpoint))
        for is_mine, title, does, endpoint in lines
        if is_mine and _address(endpoint)
    ]


def _address(endpoint: str, **names: Any) -> str:
    """The address of a screen, empty when this deployment does not have it."""
    return url_for(endpoint, **names) if endpoint in current_app.view_functions else ""
