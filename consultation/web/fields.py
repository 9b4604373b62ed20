"""Fields for days, hours and numbers, with sentences of our own for what cannot be read."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField, Field, IntegerField, TimeField

from consultation import clock


class TypedField(Field):
    """What people type, with a sentence of our own when it cannot be read; nothing is no fault."""

    unreadable: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was sent."""
        if any(value.strip() for value in valuelist):
            self.read(valuelist)

    def read(self, valuelist: list[str]) -> None:
        """Read what was typed."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(str(self.unreadable)) from None


class DayField(TypedField, DateField):
    """A day in one of these years, as a browser sends it or as people type it."""

    unreadable = _("Schrijf een datum zoals 20-11-2026.")

    def __init__(
        self,
        label: Any,
        validators: Any = None,
        years: range = clock.THIS_CENTURY,
        **options: Any,
    ) -> None:
        super().__init__(label, validators, format=["%Y-%m-%d", "%d-%m-%Y"], **options)
        self.years = years

    def read(self, valuelist: list[str]) -> None:
        """Read the day, and look whether its year can be meant."""
        super().read(valuelist)
        if self.data is not None and self.data.year not in self.years:
            raise ValueError(str(_("Kijk het jaar van deze datum na.")))


class HourField(TypedField, TimeField):
    """An hour, as a browser sends it or as people type it."""

    unreadable = _("Schrijf een tijd zoals 19:00.")

    def __init__(self, label: Any, validators: Any = None, **options: Any) -> None:
        formats = ["%H:%M", "%H:%M:%S", "%H.%M"]
        super().__init__(label, validators, format=formats, **options)


class CountField(TypedField, IntegerField):
    """A number, as people type it."""

    unreadable = _("Schrijf een getal zoals 4.")
