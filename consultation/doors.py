"""The pages' doors: every blueprint of the house."""

from flask import Blueprint

from consultation.accounts.routes import bp as accounts
from consultation.agenda.routes import bp as agenda
from consultation.categories.routes import bp as categories
from consultation.contributions.routes import bp as contributions
from consultation.desk.routes.answering import bp as answering
from consultation.desk.routes.changes import bp as changes
from consultation.desk.routes.flyer import bp as flyers
from consultation.desk.routes.sheet import bp as answer_sheet
from consultation.desk.routes.start import bp as desk
from consultation.forums.routes import bp as forums
from consultation.gatherings.routes import bp as gatherings
from consultation.glossary.routes import bp as glossary
from consultation.moderation.routes import bp as moderation
from consultation.open_data.routes import bp as open_data
from consultation.plans.routes import bp as plans
from consultation.programme.routes import bp as programme
from consultation.question_hours.routes import bp as question_hours
from consultation.reactions.routes import bp as reactions
from consultation.reading_room.routes import bp as reading_room
from consultation.response_notes.routes import bp as response_notes
from consultation.rounds.routes import bp as rounds
from consultation.tenders.routes import bp as tenders
from consultation.web.health import bp as health

BLUEPRINTS: tuple[Blueprint, ...] = (
    health,
    accounts,
    categories,
    rounds,
    tenders,
    programme,
    contributions,
    moderation,
    desk,
    reactions,
    plans,
    glossary,
    question_hours,
    reading_room,
    agenda,
    forums,
    gatherings,
    answering,
    answer_sheet,
    changes,
    flyers,
    response_notes,
    open_data,
)
