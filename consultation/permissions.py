"""Who may do what: the whole policy of the house on one page. What it does not know it denies."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from consultation.errors import NotAllowed
from consultation.logbook import Actor, ActorKind


class Role(StrEnum):
    """Staff roles; all but the last two count within one organisation."""

    PANEL_MEMBER = "panel-member"
    MODERATOR = "moderator"
    OFFICER = "officer"
    ROUND_MANAGER = "round-manager"
    PROGRAMME = "programme"
    ADMINISTRATOR = "administrator"


EVERYWHERE = frozenset({Role.PROGRAMME, Role.ADMINISTRATOR})


class Permission(StrEnum):
    """What can be permitted, in the imperative; alphabetical within a subject."""

    MANAGE_ACCOUNTS = "manage-accounts"
    """Invite and block staff, and give and take roles."""
    FILL_CATEGORY = "fill-category"
    """Fill the page of a category: its colophon and the links of its chain."""
    MANAGE_CATEGORIES = "manage-categories"
    """Make purchasing categories, and say who owns them."""
    SIGN_IN = "sign-in"
    """Sign in, sign out, choose a password."""
    CHECK_CHAPTER = "check-chapter"
    """Mark a chapter of an imported plan as checked against the file."""
    EDIT_PLAN = "edit-plan"
    """Write summaries, room and questions of a draft version; fill its sheet."""
    IMPORT_PLAN = "import-plan"
    """Read a file in as a draft version of a plan."""
    KEEP_GLOSSARY = "keep-glossary"
    """Explain hard words, for all plans of an organisation or for one."""
    PUBLISH_PLAN = "publish-plan"
    """Freeze a version of a plan."""
    SIGN_SUMMARY = "sign-summary"
    """Say as a language coach that a summary that somebody else wrote is clear."""
    READ_DRAFT_PLAN = "read-draft-plan"
    """See a version that is not published."""
    READ_PUBLIC = "read-public"
    """Read what is public: rounds, plans, placed reactions, notes, the record."""
    CREATE_ROUND = "create-round"
    """Prepare a round."""
    EDIT_ROUND = "edit-round"
    """Change a round that is not published."""
    EXTEND_ROUND = "extend-round"
    """Give a round a later closing, with a reason."""
    GIVE_SHORT_CODE = "give-short-code"
    """Give a round, its sections and hours, or a category a short code for paper."""
    LINK_TENDER = "link-tender"
    """Say which tender follows from a round, move its days or undo the link, with a reason."""
    PUBLISH_ROUND = "publish-round"
    """Announce a round; it opens by its date."""
    READ_DRAFT_ROUND = "read-draft-round"
    """See a round in preparation."""
    WITHDRAW_ROUND = "withdraw-round"
    """Withdraw a round, with a reason."""
    CHANGE_CONTRIBUTION = "change-contribution"
    """Change or withdraw one's own contribution."""
    ENTER_CONTRIBUTION = "enter-contribution"
    """Enter what came by telephone, on paper or in a sheet."""
    READ_CONTRIBUTION = "read-contribution"
    """Read a contribution that is not public."""
    READ_IDENTITY = "read-identity"
    """See who sent a contribution, beyond the name shown."""
    SEND_CONTRIBUTION = "send-contribution"
    """Send a contribution to a round."""
    JUDGE_OBJECTION = "judge-objection"
    """Give a second person's judgement on a decision."""
    MODERATE_CONTRIBUTION = "moderate-contribution"
    """Place a contribution, or not, with a reason from the house rules."""
    OBJECT_TO_DECISION = "object-to-decision"
    """Ask another person to look at a decision about one's own contribution."""
    ANSWER_CONTRIBUTION = "answer-contribution"
    """Write an answer and choose the outcome of points."""
    APPROVE_NOTE = "approve-note"
    """Approve a response note that somebody else submitted."""
    EDIT_NOTE = "edit-note"
    """Write the response note and submit it."""
    PUBLISH_NOTE = "publish-note"
    """Publish an approved response note."""
    READ_DRAFT_NOTE = "read-draft-note"
    """See a response note that is not published."""
    ASK_QUESTION = "ask-question"
    """Ask a question in or before a question hour."""
    HOST_HOUR = "host-hour"
    """Have the regie of an hour: place, order, take and defer; write its report and its actions."""
    PLAN_HOUR = "plan-hour"
    """Plan, announce and cancel an hour or a meeting of a forum, and publish its report."""
    SUPPORT_QUESTION = "support-question"
    """Say that one wants to know the answer too."""
    KEEP_FORUM = "keep-forum"
    """Start, edit, publish and end a stakeholder forum; its meetings are planned like hours."""
    CANCEL_GATHERING = "cancel-gathering"
    """Say that a meeting in the agenda does not take place, with a reason."""
    CHANGE_GATHERING = "change-gathering"
    """Correct one's own meeting; it is judged again."""
    MODERATE_GATHERING = "moderate-gathering"
    """Place a meeting of others in the agenda, or not, with a reason from the house rules."""
    SEND_GATHERING = "send-gathering"
    """Send in a meeting for the agenda."""
    SEE_DESK = "see-desk"
    """See one's own desk."""
    SEE_PROGRAMME = "see-programme"
    """See every round of every category with what is missing."""
    KEEP_DOWNLOAD = "keep-download"
    """Keep the file of a frozen version or a published note."""
    SIGN_RECORD = "sign-record"
    """Sign a checkpoint of the public record."""
    USE_DEMO = "use-demo"
    """Use the comforts of the demo: mailbox, one-click sign-in, set clock."""
    WATCH_HEALTH = "watch-health"
    """Ask a process whether it lives and can serve."""


Predicate = Callable[[Actor, Any], bool]


def _anyone(_actor: Actor, _thing: Any) -> bool:
    return True


def _is_system(actor: Actor, _thing: Any) -> bool:
    return actor.kind is ActorKind.SYSTEM


def _is_staff(actor: Actor, _thing: Any) -> bool:
    return actor.kind is ActorKind.STAFF and bool(actor.roles)


def _has(*roles: Role) -> Predicate:
    """One of these roles, in the organisation that owns the thing (or everywhere)."""

    def predicate(actor: Actor, thing: Any) -> bool:
        here = getattr(thing, "organisation_id", None)
        return any(
            (role, None) in actor.roles if role in EVERYWHERE else (role, here) in actor.roles
            for role in roles
        )

    return predicate


def _has_anywhere(*roles: Role) -> Predicate:
    """One of these roles in any organisation."""

    def predicate(actor: Actor, _thing: Any) -> bool:
        return any(
            role in roles and (place is not None or role in EVERYWHERE)
            for role, place in actor.roles
        )

    return predicate


def _holds_key(actor: Actor, thing: Any) -> bool:
    """The person showed the secret key of the submission this belongs to."""
    return getattr(thing, "submission_id", None) in actor.submissions


def _holds_link(actor: Actor, thing: Any) -> bool:
    """The person came by the secret link of this meeting."""
    return getattr(thing, "gathering_id", None) in actor.gatherings


def _did_not_submit(actor: Actor, note: Any) -> bool:
    """The four eyes of I9: never the person who submitted the note."""
    return actor.account_id is not None and actor.account_id != note.submitted_by_id


def _did_not_decide(actor: Actor, decision: Any) -> bool:
    """The second look of I7: never the person who took the first decision."""
    return actor.account_id is not None and actor.account_id != decision.decided_by_id


def _did_not_write(actor: Actor, section: Any) -> bool:
    """Nobody signs their own summary."""
    return actor.account_id is not None and actor.account_id != section.summary_by_id


def _hosts_its_hour(actor: Actor, thing: Any) -> bool:
    """Who has the regie of a question's hour may let it in; so an officer can host alone."""
    host = getattr(thing, "hosted_by_id", None)
    return host is not None and host == actor.account_id and _officers(actor, thing)


_officers = _has(Role.OFFICER, Role.ROUND_MANAGER, Role.PROGRAMME)
_managers = _has(Role.ROUND_MANAGER, Role.PROGRAMME)
_answerers = _has(Role.OFFICER, Role.ROUND_MANAGER)
_moderators = _has(Role.MODERATOR, Role.ROUND_MANAGER)
_agenda_moderators = _has_anywhere(Role.MODERATOR, Role.ROUND_MANAGER, Role.PROGRAMME)
_team = _has(Role.PANEL_MEMBER, Role.MODERATOR, Role.OFFICER, Role.ROUND_MANAGER, Role.PROGRAMME)

TABLE: dict[Permission, tuple[tuple[Predicate, ...], ...]] = {
    Permission.MANAGE_ACCOUNTS: ((_has(Role.ADMINISTRATOR),), (_is_system,)),
    Permission.FILL_CATEGORY: ((_officers,), (_is_system,)),
    Permission.MANAGE_CATEGORIES: (
        (_has(Role.PROGRAMME, Role.ADMINISTRATOR),),
        (_is_system,),
    ),
    Permission.SIGN_IN: ((_anyone,),),
    Permission.CHECK_CHAPTER: ((_officers,), (_is_system,)),
    Permission.EDIT_PLAN: ((_officers,), (_is_system,)),
    Permission.IMPORT_PLAN: ((_officers,), (_is_system,)),
    Permission.KEEP_GLOSSARY: ((_officers,), (_is_system,)),
    Permission.PUBLISH_PLAN: ((_officers,), (_is_system,)),
    Permission.READ_DRAFT_PLAN: ((_team,), (_is_system,)),
    Permission.SIGN_SUMMARY: ((_team, _did_not_write),),
    Permission.READ_PUBLIC: ((_anyone,),),
    Permission.CREATE_ROUND: ((_officers,), (_is_system,)),
    Permission.EDIT_ROUND: ((_officers,), (_is_system,)),
    Permission.EXTEND_ROUND: ((_officers,), (_is_system,)),
    Permission.GIVE_SHORT_CODE: ((_officers,), (_is_system,)),
    Permission.LINK_TENDER: ((_officers,), (_is_system,)),
    Permission.PUBLISH_ROUND: ((_officers,), (_is_system,)),
    Permission.READ_DRAFT_ROUND: ((_team,), (_is_system,)),
    Permission.WITHDRAW_ROUND: ((_officers,), (_is_system,)),
    Permission.CHANGE_CONTRIBUTION: ((_holds_key,),),
    Permission.ENTER_CONTRIBUTION: (
        (_has(Role.MODERATOR, Role.OFFICER, Role.ROUND_MANAGER, Role.PROGRAMME),),
        (_is_system,),
    ),
    Permission.READ_CONTRIBUTION: ((_team,), (_holds_key,), (_is_system,)),
    Permission.READ_IDENTITY: ((_answerers,), (_holds_key,), (_is_system,)),
    Permission.SEND_CONTRIBUTION: ((_anyone,),),
    Permission.JUDGE_OBJECTION: ((_moderators, _did_not_decide),),
    Permission.MODERATE_CONTRIBUTION: ((_moderators,), (_hosts_its_hour,), (_is_system,)),
    Permission.OBJECT_TO_DECISION: ((_holds_key,),),
    Permission.ANSWER_CONTRIBUTION: ((_answerers,), (_is_system,)),
    Permission.APPROVE_NOTE: ((_managers, _did_not_submit),),
    Permission.EDIT_NOTE: ((_answerers,), (_is_system,)),
    Permission.PUBLISH_NOTE: ((_managers,), (_is_system,)),
    Permission.READ_DRAFT_NOTE: ((_team,), (_is_system,)),
    Permission.ASK_QUESTION: ((_anyone,),),
    Permission.HOST_HOUR: (
        (_has(Role.MODERATOR, Role.OFFICER, Role.ROUND_MANAGER),),
        (_is_system,),
    ),
    Permission.PLAN_HOUR: ((_officers,), (_is_system,)),
    Permission.SUPPORT_QUESTION: ((_anyone,),),
    Permission.KEEP_FORUM: ((_officers,), (_is_system,)),
    Permission.CANCEL_GATHERING: ((_agenda_moderators,), (_holds_link,), (_is_system,)),
    Permission.CHANGE_GATHERING: ((_holds_link,),),
    Permission.MODERATE_GATHERING: ((_agenda_moderators,), (_is_system,)),
    Permission.SEND_GATHERING: ((_anyone,),),
    Permission.SEE_DESK: ((_is_staff,),),
    Permission.SEE_PROGRAMME: ((_has(Role.PROGRAMME),), (_is_system,)),
    Permission.KEEP_DOWNLOAD: ((_is_system,),),
    Permission.SIGN_RECORD: ((_has(Role.ADMINISTRATOR),), (_is_system,)),
    Permission.USE_DEMO: ((_anyone,),),
    Permission.WATCH_HEALTH: ((_anyone,),),
}


def may(actor: Actor, permission: Permission, thing: Any = None) -> bool:
    """Whether this person has this permission on this thing."""
    rows = TABLE.get(permission, ())
    return any(all(predicate(actor, thing) for predicate in row) for row in rows)


def require(actor: Actor, permission: Permission, thing: Any = None) -> None:
    """Refuse somebody who may not.

    Raises NotAllowed naming the permission.
    """
    if not may(actor, permission, thing):
        raise NotAllowed("not_allowed", permission=permission.value)
