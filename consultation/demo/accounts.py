"""The example accounts. They have no password, so that nobody can sign in as them elsewhere."""

from consultation import clock
from consultation.accounts.models import Account, Organisation, RoleGrant
from consultation.accounts.states import AccountState
from consultation.database import db
from consultation.logbook import SYSTEM, Actor, What, enter
from consultation.permissions import EVERYWHERE, Permission, Role, require
from consultation.slugs import slug_from

ORGANISATIONS = tuple(f"Voorbeeldministerie {letter}" for letter in "ABCDEF")

LOOKS: dict[str, tuple[str, str, str, tuple[Role, ...]]] = {
    "inkoper": (
        "inkoper@voorbeeld.nl",
        "Iris Inkoper",
        "inkoper",
        (Role.OFFICER, Role.ROUND_MANAGER, Role.MODERATOR),
    ),
    "gespreksleider": (
        "gespreksleider@voorbeeld.nl",
        "Gijs Gesprek",
        "gespreksleider",
        (Role.ROUND_MANAGER,),
    ),
    "moderator": ("moderator@voorbeeld.nl", "Mo Controle", "controleur", (Role.MODERATOR,)),
    "bzk": ("bzk@voorbeeld.nl", "Bas van BZK", "programmamanager", (Role.PROGRAMME,)),
    "beheer": ("beheer@voorbeeld.nl", "Bo Beheer", "beheerder", (Role.ADMINISTRATOR,)),
    "tweede": ("tweede@voorbeeld.nl", "Tessa Tweede", "rondemanager", (Role.ROUND_MANAGER,)),
}
"""By the word one clicks: e-mail, name, title, and the roles in every example organisation."""

CITIZEN = "burger"
"""The word to look as somebody without an account."""


def ensure_demo_organisations() -> list[Organisation]:
    """The example organisations, made where they are missing; inside the caller's transaction."""
    return [_organisation(name) for name in ORGANISATIONS]


def ensure_demo_accounts(*, by: Actor = SYSTEM) -> dict[str, Account]:
    """The example accounts by the word one clicks, made where they are missing.

    Runs inside the caller's transaction. Raises NotAllowed.
    """
    require(by, Permission.USE_DEMO)
    places = ensure_demo_organisations()
    return {word: _account(*look, places=places, by=by) for word, look in LOOKS.items()}


def look_as(word: str, *, by: Actor) -> Account | None:
    """Sign in as an example account without a password; None for a citizen, or a strange word."""
    require(by, Permission.USE_DEMO)
    account = ensure_demo_accounts(by=SYSTEM).get(word)
    if account is not None:
        enter(What.ACCOUNT_SIGNED_IN, account, by=account.as_actor(), demo=True)
    return account


def _organisation(name: str) -> Organisation:
    slug = slug_from(name)
    known: Organisation | None = db.session.scalar(
        db.select(Organisation).where(Organisation.slug == slug)
    )
    if known is not None:
        return known
    organisation = Organisation(slug=slug, name=name, is_example=True)
    db.session.add(organisation)
    db.session.flush()
    return organisation


def _account(
    email: str,
    name: str,
    title: str,
    roles: tuple[Role, ...],
    *,
    places: list[Organisation],
    by: Actor,
) -> Account:
    known: Account | None = db.session.scalar(db.select(Account).where(Account.email == email))
    if known is not None:
        return known
    account = Account(
        email=email,
        name=name,
        title=title,
        state=AccountState.ACTIVE,
        is_example=True,
        created_at=clock.now(),
    )
    for role in roles:
        account.grants.extend(_grants(role, places))
    db.session.add(account)
    enter(What.ACCOUNT_ACTIVATED, account, by=by, demo=True)
    return account


def _grants(role: Role, places: list[Organisation]) -> list[RoleGrant]:
    if role in EVERYWHERE:
        return [RoleGrant(role=role)]
    return [RoleGrant(role=role, organisation_id=place.id) for place in places]
