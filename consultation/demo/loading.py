"""Filling the demo: what stands there goes, and the whole example history happens anew."""

from datetime import timedelta

from consultation import clock
from consultation.accounts.models import Organisation
from consultation.announcements import write_letters
from consultation.categories.operations import find_or_make_category
from consultation.database import db
from consultation.demo.accounts import ensure_demo_accounts
from consultation.demo.clock_setting import shift_clock
from consultation.demo.material import categories, words_of
from consultation.demo.scene import Scene
from consultation.demo.story.answers import plan_answers, plan_changes
from consultation.demo.story.categories import plan_categories
from consultation.demo.story.forums import plan_forums
from consultation.demo.story.gatherings import plan_gatherings
from consultation.demo.story.hours import plan_hours
from consultation.demo.story.inputs import plan_inputs
from consultation.demo.story.notes import plan_note
from consultation.demo.story.plans import plan_plans
from consultation.demo.story.rounds import plan_rounds
from consultation.demo.story.tenders import plan_tenders
from consultation.demo.timeline import Progress, Timeline
from consultation.errors import NotAllowed
from consultation.logbook import SYSTEM, transaction
from consultation.web.pages import settings

BEGINNING = -400
"""Days from today on which the example organisations began."""

CHANGED = -35
"""The day on which the changes in the second version were written down."""


def silent(_percent: int, _step: str) -> None:
    """Tell nobody how far it is."""


def load_demo(progress: Progress = silent) -> dict[str, int]:
    """Empty the database and let the example history happen, all of it or nothing.

    Everything is done by the operations of the house, each under the clock of its own moment,
    counted from today. `progress` hears a percentage and the code of a step. Raises NotAllowed
    outside the demo and test profiles, and on a database that was never a demo.
    """
    if not settings().has_demo_comforts:
        raise NotAllowed("not_a_demo")
    shift_clock(settings(), timedelta())
    progress(0, "emptying")
    with transaction():
        _check_only_examples()
        _empty()
        acts = _history().play(_write_letters, progress)
        return {"acts": acts, **_sizes()}


def _history() -> Timeline:
    """All acts of the example, from the first organisation to what came in today."""
    timeline = Timeline(clock.today(), clock.now())
    scene = Scene(timeline)
    timeline.at(timeline.moment(BEGINNING, 9), lambda: _found(scene))
    plan_categories(scene)
    plan_plans(scene)
    plan_rounds(scene)
    plan_tenders(scene)
    for given in words_of("rondes.yaml"):
        slug, days = given["sleutel"], given["dagen"]
        if given.get("reacties"):
            plan_inputs(scene, slug, days)
            plan_answers(scene, slug, days)
        if given.get("nota"):
            plan_note(scene, slug, given["plan"], days)
    plan_gatherings(scene)
    plan_hours(scene)
    plan_forums(scene)
    plan_changes(scene, "bedrijfskleding-2026", "bedrijfskleding", CHANGED)
    return timeline


def _check_only_examples() -> None:
    """A database with organisations of which none is an example holds the work of real people."""
    kinds = set(db.session.scalars(db.select(Organisation.is_example)))
    if kinds and True not in kinds:
        raise NotAllowed("not_a_demo")


def _empty() -> None:
    for table in reversed(db.metadata.sorted_tables):
        db.session.execute(table.delete())
    db.session.expunge_all()


def _found(scene: Scene) -> None:
    """The organisations, their staff and the categories they own."""
    scene.accounts = ensure_demo_accounts(by=SYSTEM)
    owners = {one.name: one for one in db.session.scalars(db.select(Organisation))}
    for row in categories():
        scene.categories[row["naam"]] = find_or_make_category(
            row["naam"],
            owners[row["eigenaar"]],
            description=row["omschrijving"],
            is_example=True,
            by=SYSTEM,
        )


def _write_letters() -> None:
    write_letters(hold=timedelta())


def _sizes() -> dict[str, int]:
    """How many rows the larger tables got."""
    names = ("categories", "plans", "sections", "rounds", "contributions", "letters")
    count = db.func.count
    return {
        name: db.session.scalar(db.select(count()).select_from(db.metadata.tables[name])) or 0
        for name in names
    }
