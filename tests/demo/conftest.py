"""The clock is put right after each test of the demo."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from consultation import clock
from consultation.demo.clock_setting import FILE


@pytest.fixture(autouse=True)
def clock_is_right_afterwards(app: Flask) -> Iterator[None]:
    yield
    (app.config["SETTINGS"].instance / FILE).unlink(missing_ok=True)
    clock.set_offset(timedelta())
