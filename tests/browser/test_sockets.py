"""A page of ours may open a socket to us and to nobody else."""

import socket

import pytest

from tests.browser.conftest import Comes
from tests.browser.site import Site

OPENING = """address => new Promise(done => {
  try {
    const line = new WebSocket(address);
    line.onmessage = said => { done(said.data[0]); line.close(); };
    line.onerror = () => done("refused");
  } catch (refusal) { done("refused"); }
})"""

PATH = "/socket.io/?EIO=4&transport=websocket"


@pytest.fixture
def elsewhere() -> object:
    """Somebody else who listens, and whether anybody came."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(0.5)
        yield door


def test_a_page_of_ours_opens_a_socket_to_us_alone(
    comes: Comes, running: Site, elsewhere: socket.socket
) -> None:
    visitor = comes()
    visitor.go("/")
    assert visitor.page.evaluate(OPENING, running.address.replace("http", "ws") + PATH) == "0"
    other = f"ws://127.0.0.1:{elsewhere.getsockname()[1]}{PATH}"
    assert visitor.page.evaluate(OPENING, other) == "refused"
    with pytest.raises(TimeoutError):
        elsewhere.accept()
