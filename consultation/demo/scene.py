"""What the example history has made so far, by the names that the content gives it."""

from dataclasses import dataclass, field

from consultation.accounts.models import Account
from consultation.categories.models import Category
from consultation.contributions.models import Contribution
from consultation.demo.timeline import Timeline
from consultation.forums.models import Forum
from consultation.gatherings.models import Gathering
from consultation.logbook import Actor
from consultation.plans.models import Plan, PlanVersion
from consultation.question_hours.models import QuestionHour
from consultation.rounds.models import Round


@dataclass
class Scene:
    """The people and things of the demo, found by key."""

    timeline: Timeline
    accounts: dict[str, Account] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    versions: dict[tuple[str, int], PlanVersion] = field(default_factory=dict)
    rounds: dict[str, Round] = field(default_factory=dict)
    inputs: dict[str, Contribution] = field(default_factory=dict)
    hours: dict[str, QuestionHour] = field(default_factory=dict)
    forums: dict[str, Forum] = field(default_factory=dict)
    gatherings: dict[str, Gathering] = field(default_factory=dict)

    def staff(self, word: str) -> Actor:
        """One of the example accounts as somebody who acts."""
        return self.accounts[word].as_actor()
