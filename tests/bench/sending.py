"""People who have written and checked, and press Verstuur at the same moment."""

import http.client
from urllib.parse import urlencode

from tests.bench.client import Ask
from tests.bench.place import Place
from tests.page import Page

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def ready_to_send(place: Place, count: int) -> list[Ask]:
    """So many visitors with a check page before them; asking is pressing Verstuur."""
    return [_ready(place, number) for number in range(count)]


def _ready(place: Place, number: int) -> Ask:
    client = place.app.test_client()
    address = f"/rondes/{place.round}/plan/{place.section.split('-')[0]}/reageren"
    values = Page(client.get(address)).form("reageren")
    values |= {"tekst": f"De jas lekt bij de mouw, en dat al voor keer {number}."}
    answer = client.post(address, data=values, follow_redirects=True)
    check = answer.request.path
    sent = urlencode({**Page(answer).form("controle"), "actie": "zonder"})
    cookie = "; ".join(f"{one.key}={one.value}" for one in client._cookies.values())

    def send(connection: http.client.HTTPConnection) -> int:
        connection.request("POST", check, sent, {**FORM, "Cookie": cookie})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 303 or "/ontvangst/" not in answer.headers["Location"]:
            raise RuntimeError(f"no receipt: {answer.status} {body[:200]!r}")
        return len(body)

    return send
