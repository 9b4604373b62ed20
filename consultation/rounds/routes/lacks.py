"""What a round lacks, and what can be better, each with where to mend it."""

from flask import url_for

from consultation import clock
from consultation.accounts.session import reader
from consultation.errors import Lack
from consultation.permissions import Permission, may
from consultation.rounds import queries
from consultation.rounds.forms import MEND, is_of_plan
from consultation.rounds.models import Round
from consultation.rounds.states import Phase
from consultation.web.sentences import lack_sentence


def check_of(round: Round) -> dict[str, object]:
    """What is missing and what can be better, each as a sentence with where to mend it."""
    if round.phase(clock.now()) is not Phase.PREPARATION:
        return {"lacks": [], "plan_lacks": [], "warnings": []}
    found = queries.round_lacks(round, reader=reader())
    lines = [(lack_sentence(lack), _mend(round, lack)) for lack in found]
    of_plan = [is_of_plan(lack) for lack in found]
    warnings = queries.round_warnings(round, reader=reader())
    return {
        "lacks": [line for line, plan in zip(lines, of_plan, strict=True) if not plan],
        "plan_lacks": [line for line, plan in zip(lines, of_plan, strict=True) if plan],
        "warnings": [lack_sentence(one) for one in warnings],
    }


def _mend(round: Round, lack: Lack) -> str:
    """The address where a lack can be mended; empty when that is not here."""
    if is_of_plan(lack):
        return _mend_plan(round, lack)
    field = lack.address or MEND.get(lack.code, "")
    if field == "version":
        return f"{url_for('rounds.show_round', slug=round.slug)}#version"
    return f"{url_for('rounds.edit_round', slug=round.slug)}#{field}" if field else ""


def _mend_plan(round: Round, lack: Lack) -> str:
    """The page of the plan where a lack is mended; of a frozen version, the plan itself."""
    version = round.version
    if version is None or not may(reader(), Permission.EDIT_PLAN, version):
        return ""
    slug = version.plan.slug
    if version.is_published:
        return url_for("plans.show_plan", slug=slug)
    if lack.address:
        section = lack.address.removeprefix("#")
        return url_for("plans.edit_section", slug=slug, permanent_id=section)
    page = "write_plan_summary" if lack.code == "plan_summary_missing" else "publish_plan"
    return url_for(f"plans.{page}", slug=slug)
