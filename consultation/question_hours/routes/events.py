"""What an hour told, over plain HTTP, for who has no socket; and what is one's own in it."""

from flask import Response, jsonify, request

from consultation import clock
from consultation.logbook import ANYONE
from consultation.permissions import Permission
from consultation.question_hours.forms.words import (
    event_json,
    hour_json,
    question_json,
    reason_words,
)
from consultation.question_hours.queries import (
    events_after,
    numbers_supported,
    own_questions,
)
from consultation.question_hours.routes.blueprint import bp, hour_named, participant
from consultation.typed import number_asked
from consultation.web.device import device, give_device
from consultation.web.guard import permission

MOST_EVENTS = 500
"""Events in one answer; who missed more asks again after the last."""


@bp.get("/rondes/<string:slug>/vragenuur/<string:day>/gebeurtenissen")
@permission(Permission.READ_PUBLIC)
def events(slug: str, day: str) -> Response:
    """The numbered events of an hour after `na`, as a socket gets them."""
    hour = hour_named(slug, day)
    since = request.args.get("na", 0, type=number_asked)
    now = clock.now()
    told = events_after(hour, since, reader=ANYONE, most=MOST_EVENTS)
    answer = jsonify(
        {
            "uur": {"id": hour.public_id, **hour_json(hour, now)},
            "nummer": hour.public_number,
            "gebeurtenissen": [event_json(one, hour, now) for one in told],
        }
    )
    answer.headers["Cache-Control"] = "no-cache"
    answer.set_etag(f"{hour.public_id}-{since}-{hour.public_number}-{hour.told_now(now)}")
    answer.make_conditional(request.environ)
    return answer


@bp.get("/rondes/<string:slug>/vragenuur/<string:day>/mijn")
@permission(Permission.READ_PUBLIC)
def own(slug: str, day: str) -> Response:
    """What was asked and supported from this browser, which gets a number here."""
    hour = hour_named(slug, day)
    who = participant(hour)
    own = own_questions(hour, reader=who)
    answer = jsonify(
        {
            "nu": clock.now().isoformat(),
            "vragen": [one.number for one in own],
            "eigen": [{**question_json(one), "reden": reason_words(one) or one.why} for one in own],
            "steun": numbers_supported(hour, device(), reader=who),
        }
    )
    answer.headers["Cache-Control"] = "no-store"
    return give_device(answer)
