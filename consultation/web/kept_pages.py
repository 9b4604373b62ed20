"""Public pages kept as they were drawn, so that a crowd reads what was made and compressed once.

A kept page goes only to strangers, of whom a page holds nothing of their own, and only while
nothing happened that the public can see: the logbook's newest line and the minute on the clock are
what they were. So a page is never older than the last change, in whichever process that was made.
A blueprint whose pages show something the logbook does not tell says what that is.
"""

import gzip
import re
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Flask, Response, current_app, g, request
from sqlalchemy import select

from config import Profile, Settings
from consultation import clock
from consultation.database import db
from consultation.logbook import Entry, What
from consultation.public_record.models import RecordLeaf

MOST_BYTES = 48 * 1024 * 1024
"""Bytes that one process keeps of pages, as they were made and compressed."""

SMALLEST = 1024
"""Bytes below which compressing gains nothing."""

QUIET = (
    What.ACCOUNT_SIGNED_IN,
    What.ACCOUNT_SIGNED_OUT,
    What.PASSWORD_RESET_ASKED,
    What.PASSWORD_SET,
    What.CONTRIBUTION_DRAFTED,
    What.CODE_RENEWED,
    What.RECEIPTS_ASKED,
    What.QUESTION_SUPPORTED,
    What.GATHERING_SENT,
)
"""What happens often and changes nothing that the public sees."""

NEWEST = (
    select(Entry.id).where(Entry.what.not_in(QUIET)).order_by(Entry.id.desc()).limit(1)
)  # fmt: skip
"""The newest line of the logbook that is not quiet."""

FIRST_LEAF = select(RecordLeaf.line).where(RecordLeaf.id == 0)
"""How the public record begins: random, so another database behind this process has another."""

COMMENT = re.compile(rb"\s*/\*.*?\*/", re.DOTALL)
"""A comment in the stylesheet: for who works on it, not for a phone."""

FOR_EVER = "immutable"
"""How an answer says that it never changes; such a page is true as long as its database."""


@dataclass(frozen=True)
class KeptPage:
    """A page as it was drawn, and what was true then."""

    body: bytes
    packed: bytes
    mimetype: str
    headers: tuple[tuple[str, str], ...]
    state: str

    @property
    def size(self) -> int:
        """Bytes it takes."""
        return len(self.body) + len(self.packed)


class KeptPages:
    """The pages of one process; the ones that nobody asked for longest go first."""

    def __init__(self, *, is_on: bool) -> None:
        self.is_on = is_on
        self._pages: OrderedDict[str, KeptPage] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def find(self, address: str, *states: str) -> KeptPage | None:
        """The page of an address, when it was drawn in one of these states."""
        with self._lock:
            kept = self._pages.get(address)
            if kept is None or kept.state not in states:
                return None
            self._pages.move_to_end(address)
            return kept

    def keep(self, address: str, kept: KeptPage) -> None:
        """Keep a page in the place of the one that was there."""
        if kept.size > MOST_BYTES // 4:
            return
        with self._lock:
            self._drop(address)
            self._pages[address] = kept
            self._size += kept.size
            while self._size > MOST_BYTES:
                self._drop(next(iter(self._pages)))

    def _drop(self, address: str) -> None:
        old = self._pages.pop(address, None)
        self._size -= old.size if old else 0


def keep_pages(app: Flask, settings: Settings) -> None:
    """Give the application its kept pages; tests write past the logbook, so they keep none."""
    app.extensions["kept_pages"] = KeptPages(is_on=settings.profile is not Profile.TEST)
    app.after_request(_pack_static)


Mark = Callable[[], str]
"""What the pages of a blueprint show beyond the logbook, in short: another mark, another page."""


def has_no_cookie() -> bool:
    """Whether this visitor is a stranger: nothing on a page is of somebody without a cookie."""
    return not request.cookies


def keep_pages_of(
    bp: Blueprint, mark: Mark | None = None, is_stranger: Callable[[], bool] = has_no_cookie
) -> None:
    """Keep and compress the pages of this blueprint that everybody may cache."""

    def show_kept() -> Response | None:
        return _show_kept(mark, is_stranger)

    bp.before_request(show_kept)
    bp.after_request(_keep_or_pack)


def _kept_pages() -> KeptPages:
    found: KeptPages = current_app.extensions["kept_pages"]
    return found


def _show_kept(mark: Mark | None, is_stranger: Callable[[], bool]) -> Response | None:
    """The kept page of this address, if it is still true."""
    pages = _kept_pages()
    if not pages.is_on or request.method != "GET" or not is_stranger():
        return None
    newest, g.lasting_state = _states()
    g.public_state = f"{newest} {mark() if mark is not None else ''}"
    kept = pages.find(request.full_path, g.public_state, g.lasting_state)
    if kept is None:
        return None
    g.is_kept = True
    answer = _answer_of(kept)
    answer.make_conditional(request.environ)
    return answer


def _states() -> tuple[str, str]:
    """What the public can see, in short: the newest change in this minute, and what lasts."""
    both = select(NEWEST.scalar_subquery(), FIRST_LEAF.scalar_subquery())
    with db.engine.connect() as connection:
        number, first = connection.execute(both).one()
    newest = f"{number} {clock.now():%Y-%m-%dT%H:%M} {first}"
    return newest, f"{FOR_EVER} {first}"


def _answer_of(kept: KeptPage) -> Response:
    answer = Response(kept.body, mimetype=kept.mimetype)
    answer.headers.extend(kept.headers)
    if kept.packed and _takes_gzip():
        _pack(answer, kept.packed)
    return answer


def _takes_gzip() -> bool:
    return bool(request.accept_encodings.quality("gzip"))


def _pack(answer: Response, packed: bytes) -> None:
    answer.set_data(packed)
    answer.headers["Content-Encoding"] = "gzip"
    answer.vary.add("Accept-Encoding")


def _keep_or_pack(answer: Response) -> Response:
    """Keep a page that is the same for everybody; compress what may be compressed."""
    if "is_kept" in g or answer.status_code != 200 or answer.is_streamed:
        return answer
    body = answer.get_data()
    if len(body) < SMALLEST or not _is_text(answer) or _has_secret(body):
        return answer
    if "public_state" in g and _is_for_everybody(answer):
        return _kept(answer, body)
    if _takes_gzip():
        _pack(answer, gzip.compress(body, 1, mtime=0))
    return answer


def _is_text(answer: Response) -> bool:
    return (answer.mimetype or "").startswith("text/")


def _has_secret(body: bytes) -> bool:
    """Compressing a token beside what somebody typed would give it away (BREACH)."""
    return b'name="csrf_token"' in body


def _is_for_everybody(answer: Response) -> bool:
    said = answer.headers.get("Cache-Control", "")
    return said.startswith("public") and "Set-Cookie" not in answer.headers


def _kept(answer: Response, body: bytes) -> Response:
    said = answer.headers["Cache-Control"]
    names = (name for name in ("Cache-Control", "ETag") if name in answer.headers)
    kept = KeptPage(
        body=body,
        packed=gzip.compress(body, 6, mtime=0),
        mimetype=answer.mimetype or "",
        headers=tuple((name, answer.headers[name]) for name in names),
        state=g.lasting_state if FOR_EVER in said else g.public_state,
    )
    _kept_pages().keep(request.full_path, kept)
    return _answer_of(kept)


def _pack_static(answer: Response) -> Response:
    """Send the stylesheet and the script compressed; each is compressed once a process."""
    if request.endpoint != "static" or answer.status_code != 200 or not _takes_gzip():
        return answer
    answer.direct_passthrough = False
    body = answer.get_data()
    if answer.mimetype == "text/css":
        body = COMMENT.sub(b"", body)
    _pack(answer, _packed_once(f"{request.path} {answer.headers.get('ETag')}", body))
    return answer


def _packed_once(address: str, body: bytes) -> bytes:
    kept = _kept_pages().find(address, FOR_EVER)
    if kept is not None:
        return kept.packed
    packed = gzip.compress(body, 9, mtime=0)
    _kept_pages().keep(address, KeptPage(b"", packed, "", (), FOR_EVER))
    return packed
