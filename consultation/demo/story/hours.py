"""Question hours: with a report, live now, to come, and called off."""

from datetime import datetime, time

from consultation import clock
from consultation.answers.forms import TYPED_OUTCOMES
from consultation.answers.operations import Reply, answer_points
from consultation.answers.states import Outcome
from consultation.demo.live_hour import mark_played
from consultation.demo.material import words_of
from consultation.demo.scene import Scene
from consultation.demo.script import (
    Act,
    Cast,
    Given,
    acts_of,
    perform,
    plan_at,
    question_of,
    report_at,
    shown,
)
from consultation.demo.timeline import MINUTE
from consultation.logbook import SYSTEM
from consultation.question_hours import operations
from consultation.question_hours.forms.files import report_from

REASON = "Beantwoord na het vragenuur."
JUDGED = 8
"""Days after an hour on which a question that was not placed gets its outcome."""


def plan_hours(scene: Scene) -> None:
    """All question hours of the content."""
    for given in words_of("vragenuren.yaml"):
        _plan_hour(scene, given)


def _plan_hour(scene: Scene, given: Given) -> None:
    line = scene.timeline
    begins_at = _begins_at(scene, given)
    line.at(line.moment(given["aangekondigd"], 10), lambda: _announce(scene, given, begins_at))
    hour = {**given, "vragen": [_timed(scene, one, begins_at) for one in given["vragen"]]}
    acts = [act for act in acts_of(hour) if begins_at + act.minute * MINUTE <= line.now]
    for act in acts:
        _plan_act(scene, hour, act, begins_at)
    if "nu_minuut" in given:
        line.at(line.now, lambda: mark_played(scene.hours[given["sleutel"]], len(acts)))
    elif "verslag" in given:
        _plan_report(scene, given, begins_at)


def _begins_at(scene: Scene, given: Given) -> datetime:
    """The moment of the content on a working day, or so long ago that it is in full swing."""
    line = scene.timeline
    if "nu_minuut" in given:
        ago: int = given["nu_minuut"]
        return (line.now - ago * MINUTE).replace(second=0, microsecond=0)
    day = clock.working_days_after(line.day(given["dag"] - 1), 1)
    return clock.local_moment(day, time.fromisoformat(given["van"]))


def _timed(scene: Scene, question: Given, begins_at: datetime) -> Given:
    """A question that was asked on a day, in minutes before its hour begins."""
    if "minuut" in question:
        return question
    asked = scene.timeline.waking(question["dag"], question["tekst"])
    return {**question, "minuut": (asked - begins_at) // MINUTE}


def _announce(scene: Scene, given: Given, begins_at: datetime) -> None:
    by = scene.staff("gespreksleider")
    hour = operations.plan_hour(scene.rounds[given["ronde"]], plan_at(given, begins_at), by=by)
    operations.announce_hour(hour, by=by)
    scene.hours[given["sleutel"]] = hour


def _plan_act(scene: Scene, hour: Given, act: Act, begins_at: datetime) -> None:
    scene.timeline.at(
        begins_at + act.minute * MINUTE,
        lambda: _perform(scene, hour, act),
    )


def _perform(scene: Scene, hour: Given, act: Act) -> None:
    """While the hour is live it has no host, so that a visitor can take the regie."""
    host = SYSTEM if "nu_minuut" in hour else scene.staff("gespreksleider")
    cast = Cast(host, scene.staff("moderator"))
    perform(act, scene.hours[hour["sleutel"]], hour, cast)


def _plan_report(scene: Scene, given: Given, begins_at: datetime) -> None:
    """The hour ends, its report appears, and what was left is answered in the days after."""
    line, written = scene.timeline, given["verslag"]
    line.at(begins_at + given["duurt"] * MINUTE, lambda: _close(scene, given))
    line.at(line.moment(written["dag"], 11), lambda: _report(scene, given, is_new=True))
    left = [one for one in given["vragen"] if "antwoord" in one.get("later", {})]
    for one in left:
        _plan_late_answer(scene, given, one)
    for one in given["vragen"]:
        if "punten" in one:
            _plan_outcome(scene, given, one)
    if left:
        last = max(one["later"]["dag"] for one in left)
        line.at(line.moment(last, 16), lambda: _report(scene, given, is_new=False))


def _close(scene: Scene, given: Given) -> None:
    operations.close_hour(scene.hours[given["sleutel"]], by=scene.staff("gespreksleider"))


def _report(scene: Scene, given: Given, *, is_new: bool) -> None:
    hour, by = scene.hours[given["sleutel"]], scene.staff("gespreksleider")
    written = report_at(given, scene.timeline.day, clock.today())
    operations.write_report(hour, report_from(written), by=by)
    if is_new:
        operations.publish_report(hour, by=by)


def _plan_late_answer(scene: Scene, given: Given, asked: Given) -> None:
    line, later = scene.timeline, asked["later"]
    reply = Reply(Outcome.ANSWERED, REASON, later["antwoord"], later["wie"])
    line.at(line.moment(later["dag"], 14), lambda: _reply(scene, given, asked, reply))


def _plan_outcome(scene: Scene, given: Given, asked: Given) -> None:
    (point,) = asked["punten"]
    reply = Reply(
        TYPED_OUTCOMES[point["uitkomst"]],
        point["reden"],
        point["antwoord"],
        shown(given, "gespreksleider"),
    )
    moment = scene.timeline.moment(given["dag"] + JUDGED, 15)
    scene.timeline.at(moment, lambda: _reply(scene, given, asked, reply))


def _reply(scene: Scene, given: Given, asked: Given, reply: Reply) -> None:
    question = question_of(scene.hours[given["sleutel"]], asked["nummer"])
    if question is not None:
        answer_points(question.points, reply, by=scene.staff("inkoper"))
