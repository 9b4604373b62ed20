"""Fields for days, hours and numbers, with sentences of our own for what cannot be read."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField, IntegerField, TimeField

from consultation import clock


class DayField(DateField):
    """A day in one of these years, as a browser sends it or as people type it."""

    def __init__(
        self,
        label: Any,
        validators: Any = None,
        years: range = clock.THIS_CENTURY,
        **options: Any,
    ) -> None:
        super().__init__(label, validators, format=["%Y-%m-%d", "%d-%m-%Y"], **options)
        self.years = years

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day, with a sentence of our own when it is none."""
        if not any(value.strip() for value in valuelist):
            return
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(str(_("Schrijf een datum zoals 20-11-2026."))) from None
        if self.data is not None and self.data.year not in self.years:
            raise ValueError(str(_("Kijk het jaar van deze datum na.")))


class HourField(TimeField):
    """An hour, as a browser sends it or as people type it."""

    def __init__(self, label: Any, validators: Any = None, **options: Any) -> None:
        formats = ["%H:%M", "%H:%M:%S", "%H.%M"]
        super().__init__(label, validators, format=formats, **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the hour, with a sentence of our own when it is none."""
        if not any(value.strip() for value in valuelist):
            return
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(str(_("Schrijf een tijd zoals 19:00."))) from None


class CountField(IntegerField):
    """A number, with a sentence of our own when it is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number."""
        if not any(value.strip() for value in valuelist):
            return
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(str(_("Schrijf een getal zoals 4."))) from None
