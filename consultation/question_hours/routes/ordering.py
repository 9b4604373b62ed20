"""What the host does with a question, from the board."""

from flask import flash, request
from flask_babel import gettext as _

from consultation.accounts.session import reader
from consultation.errors import DomainError, NotAllowed, NotFound
from consultation.logbook import transaction
from consultation.permissions import Permission
from consultation.question_hours import operations
from consultation.question_hours.forms.hosting import ACT_NAMES
from consultation.question_hours.queries import question_numbered, questions_of
from consultation.question_hours.routes.blueprint import bp
from consultation.question_hours.routes.board import (
    PLACE,
    Opened,
    back_to_board,
    board,
    hosted_hour,
    sent_form,
)
from consultation.web.answers import Answer
from consultation.web.errors import status_of
from consultation.web.guard import permission

AFTER = {
    "laat-toe": "nieuw",
    "niet": "nieuw",
    "voeg-samen": "nieuw",
    "neem": "nu",
    "antwoord": "nu",
    "later": "nu",
}
"""Where on the board one goes on after an act; with the others at the question itself."""


@bp.post(f"{PLACE}/vraag/<int:number>/<string:act>")
@permission(Permission.HOST_HOUR)
def act_on_question(slug: str, day: str, number: int, act: str) -> Answer:
    """Do one thing with one question, and come back to the board."""
    if act not in ACT_NAMES:
        raise NotFound("not_found")
    form = sent_form(act, number)
    if not form.validate_on_submit():
        return board(
            hosted_hour(slug, day), opened=Opened(act, number, form), form=form, status=422
        )
    try:
        with transaction():
            question = question_numbered(hosted_hour(slug, day), number, reader=reader())
            form.act(question, by=reader())
    except NotAllowed:
        raise
    except DomainError as error:
        form.refuse(error)
        opened = Opened(act, number, form)
        return board(hosted_hour(slug, day), opened=opened, form=form, status=status_of(error))
    flash(_done(act, number))
    if "volgende" in request.form:
        _take_next(slug, day)
    return back_to_board(slug, day, AFTER.get(act, f"vraag-{number}"))


def _take_next(slug: str, day: str) -> None:
    """Put the first of the queue on the screen; when that cannot be, the host chooses."""
    queue = questions_of(hosted_hour(slug, day), reader=reader()).queue
    if not queue:
        return
    try:
        with transaction():
            question = question_numbered(hosted_hour(slug, day), queue[0].number, reader=reader())
            operations.take_question(question, by=reader())
    except DomainError:
        flash(_("Kies zelf de volgende vraag."))


def _done(act: str, number: int) -> str:
    said: dict[str, str] = {
        "laat-toe": _("Vraag %(number)s staat in de wachtrij.", number=number),
        "zet-klaar": _("Vraag %(number)s komt straks.", number=number),
        "neem": _("Vraag %(number)s is nu aan de beurt.", number=number),
        "omhoog": _("Vraag %(number)s komt eerder.", number=number),
        "omlaag": _("Vraag %(number)s komt later.", number=number),
        "antwoord": _("Vraag %(number)s is beantwoord.", number=number),
        "later": _("Vraag %(number)s krijgt later antwoord.", number=number),
        "voeg-samen": _("Vraag %(number)s is samengevoegd.", number=number),
        "niet": _("Vraag %(number)s is niet geplaatst. De vrager leest waarom.", number=number),
    }
    return said[act]
