"""What somebody types of a section and did not save: kept while they type, and let go of."""

from collections.abc import Mapping

from flask import flash
from flask_babel import gettext as _

from consultation.accounts.session import reader
from consultation.logbook import transaction
from consultation.plans import operations
from consultation.plans.forms import StepForm
from consultation.plans.models import Section, WorkingCopy
from consultation.plans.routes.blueprint import section_of
from consultation.plans.states import CopyOf

Typed = Mapping[str, object]


def keep_typed(
    section: Section, copy_of: CopyOf, typed: Typed, *, stands: Typed, seen: str
) -> WorkingCopy | None:
    """Keep what was typed; what stands in the plan already is no working copy."""
    if typed == stands:
        operations.drop_working_copy(section, copy_of, by=reader())
        return None
    return operations.keep_working_copy(section, copy_of, typed, seen=seen, by=reader())


def drop_typed(slug: str, permanent_id: str, copy_of: CopyOf) -> None:
    """Let go of what was typed and not saved, when the button was pressed; the page tells it."""
    if StepForm().validate_on_submit():
        with transaction():
            section = section_of(slug, permanent_id)
            operations.drop_working_copy(section, copy_of, by=reader())
        flash(_("Wat u had getypt, is weg. Dit staat er nu."))
