"""`visit`: a client that checks on every page what every page must satisfy."""

from collections.abc import Iterator
from typing import Any

import flask_login
from bs4 import BeautifulSoup, Tag
from flask import Flask
from werkzeug.test import TestResponse

from consultation.accounts import session as sessions
from consultation.accounts.models import Account

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
HIDDEN = {"hidden", "submit", "button", "image"}


class Page:
    """A page that was fetched, with what one looks for in a test."""

    def __init__(self, answer: TestResponse) -> None:
        self.answer = answer
        self.status = answer.status_code
        self.soup = BeautifulSoup(answer.get_data(as_text=True), "html5lib")

    @property
    def text(self) -> str:
        """What is to be read on the page."""
        main = self.soup.find("main") or self.soup
        return " ".join(main.get_text(" ").split())

    @property
    def title(self) -> str:
        """The title in the browser's tab."""
        return " ".join(self.soup.title.get_text().split()) if self.soup.title else ""

    @property
    def h1(self) -> str:
        """The heading of the page."""
        heading = self.soup.find("h1")
        return " ".join(heading.get_text(" ").split()) if heading else ""

    def links(self) -> dict[str, str]:
        """The addresses in the main part by their words."""
        main = self.soup.find("main") or self.soup
        return {" ".join(a.get_text(" ").split()): a["href"] for a in main.find_all("a", href=True)}

    def form(self, action: str | None = None) -> dict[str, Any]:
        """The values a browser would send for a form: by the end of its action, or the last."""
        forms = (self.soup.find("main") or self.soup).find_all("form")
        if action is not None:
            forms = [
                form for form in forms if form.get("action", "").split("?")[0].endswith(action)
            ]
        assert forms, f"no form {action or ''} on this page: {self.text[:300]}"
        return dict(_values(forms[-1]))

    def errors(self) -> list[str]:
        """The lines of the error summary."""
        summary = self.soup.select_one(".form-summary")
        return (
            [" ".join(li.get_text(" ").split()) for li in summary.find_all("li")] if summary else []
        )


def _values(form: Tag) -> Iterator[tuple[str, Any]]:
    for field in form.find_all(("input", "select", "textarea")):
        name = field.get("name")
        if not name or field.has_attr("disabled"):
            continue
        if field.name == "textarea":
            yield name, field.get_text().removeprefix("\n")
        elif field.name == "select":
            chosen = field.find("option", selected=True) or field.find("option")
            yield name, chosen.get("value", chosen.get_text()) if chosen else ""
        elif field.get("type") in {"checkbox", "radio"}:
            if field.has_attr("checked"):
                yield name, field.get("value", "on")
        elif field.get("type") not in {"submit", "button", "file"}:
            yield name, field.get("value", "")


class Visit:
    """Somebody who visits: `get`, `post` and `send` fetch, follow and check pages."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()

    def sign_in(self, account: Account) -> None:
        """Sign a member of staff in, by the same way as the sign-in page."""
        with self.app.test_request_context():
            interface = self.app.session_interface
            flask_login.utils.session.clear()
            sessions.start(account)
            response = self.app.response_class()
            interface.save_session(
                self.app, flask_login.utils.session._get_current_object(), response
            )
            cookie = response.headers["Set-Cookie"].split(";")[0].split("=", 1)
        self.client.set_cookie(cookie[0], cookie[1])

    def get(self, address: str, *, status: int = 200) -> Page:
        """Fetch a page, following redirects, and check it."""
        return self._check(self.client.get(address, follow_redirects=True), status)

    def post(self, address: str, data: dict[str, Any], *, status: int = 200) -> Page:
        """Send a form as it is given, following redirects, and check the page that comes."""
        answer = self.client.post(address, data=data, follow_redirects=True)
        return self._check(answer, status)

    def send(
        self, address: str, action: str | None = None, *, status: int = 200, **changes: Any
    ) -> Page:
        """Fetch a page, fill in its form, send it where it points to, and check what comes."""
        page = self.get(address)
        return self.send_from(page, address, action, status=status, **changes)

    def send_from(
        self,
        page: Page,
        address: str,
        action: str | None = None,
        *,
        status: int = 200,
        **changes: Any,
    ) -> Page:
        """Fill in a form of a page that was fetched, and send it."""
        forms = (page.soup.find("main") or page.soup).find_all("form")
        if action is not None:
            forms = [f for f in forms if f.get("action", "").split("?")[0].endswith(action)]
        assert forms, f"no form {action or ''} on {address}"
        target = forms[-1].get("action") or page.answer.request.path
        values = {**page.form(action), **changes}
        values = {name: value for name, value in values.items() if value is not None}
        return self.post(target, values, status=status)

    def _check(self, answer: TestResponse, status: int) -> Page:
        page = Page(answer)
        assert answer.status_code == status, (
            f"{answer.request.path} gave {answer.status_code}, not {status}: {page.text[:500]}"
        )
        if answer.mimetype == "text/html":
            check_page(page)
        return page


def check_page(page: Page) -> None:
    """What every page of the site must satisfy; a failure shows the element and what to do."""
    soup = page.soup
    html = soup.find("html")
    assert isinstance(html, Tag)
    assert html.get("lang") == "nl", "the page must say its language"
    assert len(soup.find_all("h1")) == 1, f"one h1, not {soup.find_all('h1')}"
    bare = page.title.removeprefix("Fout: ")
    assert bare.startswith(page.h1), f"title {page.title!r} must begin with the h1 {page.h1!r}"
    _check_ids(soup)
    _check_headings(soup)
    _check_fields(soup)
    _check_elements(soup)
    if soup.select_one(".form-summary"):
        assert page.title.startswith("Fout: "), "a page with errors says so in its title"


def _check_ids(soup: BeautifulSoup) -> None:
    ids = [element["id"] for element in soup.find_all(id=True)]
    doubles = {name for name in ids if ids.count(name) > 1}
    assert not doubles, f"these ids occur twice: {doubles}"
    for element in soup.find_all(href=True):
        if element["href"].startswith("#") and len(element["href"]) > 1:
            assert element["href"][1:] in ids, f"nothing to jump to: {element}"
    for name in ("aria-describedby", "aria-labelledby"):
        for element in soup.find_all(attrs={name: True}):
            lost = set(element[name].split()) - set(ids)
            assert not lost, f"{name} points to nothing ({lost}): {element}"


def _check_headings(soup: BeautifulSoup) -> None:
    # The error summary comes before the h1, with an h2 of its own.
    level = 1
    for heading in soup.find_all(HEADINGS):
        now = int(heading.name[1])
        assert now <= level + 1, f"a heading level is skipped before {heading}"
        level = now


def _check_fields(soup: BeautifulSoup) -> None:
    for form in soup.find_all("form"):
        assert form.has_attr("action"), f"a form must say where it goes: {form}"
        if form.get("method", "get").lower() == "post" and not form.has_attr("data-writes-nothing"):
            token = form.find("input", attrs={"name": "csrf_token"})
            assert token, f"a form that writes needs its token: {form}"
    labels = {label.get("for") for label in soup.find_all("label")}
    for field in soup.find_all(("input", "select", "textarea")):
        if field.get("type") in HIDDEN:
            continue
        named = field.get("id") in labels or field.get("aria-label") or field.get("aria-labelledby")
        assert named, f"a field needs a label: {field}"
        assert not field.has_attr("required"), f"no bubbles of the browser: {field}"
        assert not field.has_attr("placeholder"), f"a placeholder is no label: {field}"


def _check_elements(soup: BeautifulSoup) -> None:
    for image in soup.find_all("img"):
        assert image.has_attr("alt"), f"an image needs a text: {image}"
    for table in soup.find_all("table"):
        assert table.find("th"), f"a table needs headings: {str(table)[:300]}"
    for element in soup.find_all(True):
        assert not element.has_attr("style"), f"no inline style: {element}"
        handlers = [name for name in element.attrs if name.startswith("on")]
        assert not handlers, f"no inline script: {element}"
    for script in soup.find_all("script"):
        assert script.get("src", "").startswith("/static/"), f"scripts come from a file: {script}"
    for button in soup.find_all("button"):
        assert not button.has_attr("disabled"), f"a button explains, it is not disabled: {button}"
        assert button.get_text(strip=True), f"a button says what it does: {button}"
