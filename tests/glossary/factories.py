"""Words for a test."""

from typing import Any

from consultation.accounts.models import Organisation
from consultation.glossary.models import Term
from consultation.glossary.operations import define_term
from consultation.glossary.states import Scope, TermTexts
from consultation.logbook import COMMAND_LINE, transaction
from consultation.plans.models import Plan


def texts(word: str = "brandvertragend", **changes: Any) -> TermTexts:
    values = {"meaning": f"Dit is {word}, in gewone woorden.", "plainer": f"gewoon {word}"}
    return TermTexts(word=word, **{**values, **changes})


def make_term(owner: Organisation | Plan, word: str = "brandvertragend", **changes: Any) -> Term:
    """A word of an organisation, or of one plan."""
    scope = Scope(owner.organisation_id, owner.id) if isinstance(owner, Plan) else Scope(owner.id)
    with transaction():
        return define_term(scope, texts(word, **changes), by=COMMAND_LINE)
