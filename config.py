"""The settings of one deployment, read once from an environment that is given, never from os."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Profile(StrEnum):
    """What kind of deployment this is; comforts of the demo exist in no other."""

    REAL = "real"
    DEMO = "demo"
    TEST = "test"


class SettingMissing(RuntimeError):
    """A setting that this profile cannot do without is absent or cannot be read."""


@dataclass(frozen=True)
class Settings:
    """Typed settings; docs/settings.md has a line for each."""

    profile: Profile
    instance: Path
    database_url: str
    redis_url: str
    host: str
    port: int
    web_workers: int
    base_url: str
    secret_key: str
    record_key: str
    site_name: str
    help_phone: str
    help_mail: str
    help_post: str
    mail_server: str
    mail_sender: str
    trusted_proxies: int
    grace_minutes: int
    mail_hold_seconds: int
    live_most: int
    live_per_network: int

    @property
    def has_demo_comforts(self) -> bool:
        """Mailbox page, one-click sign-in and a clock that can be set: demo and test only."""
        return self.profile in {Profile.DEMO, Profile.TEST}


NAMES = {
    "CONSULTATION_PROFILE": "real",
    "INSTANCE": "instance",
    "DATABASE_URL": "",
    "REDIS_URL": "",
    "HOST": "127.0.0.1",
    "PORT": "5000",
    "WEB_WORKERS": "1",
    "BASE_URL": "",
    "SECRET_KEY": "",
    "RECORD_KEY": "",
    "SITE_NAME": "Meedenken over inkoop",
    "HELP_PHONE": "",
    "HELP_MAIL": "",
    "HELP_POST": "",
    "MAIL_SERVER": "",
    "MAIL_SENDER": "",
    "TRUSTED_PROXIES": "0",
    "GRACE_MINUTES": "30",
    "MAIL_HOLD_SECONDS": "120",
    "LIVE_MOST": "6000",
    "LIVE_PER_NETWORK": "1000",
}


def settings_from(environment: Mapping[str, str]) -> Settings:
    """Read the settings.

    Raises SettingMissing when a real deployment lacks its address or a value cannot be read.
    """
    values = {name: environment.get(name, default) for name, default in NAMES.items()}
    profile = _profile(values["CONSULTATION_PROFILE"])
    instance = Path(values["INSTANCE"]).absolute()
    instance.mkdir(parents=True, exist_ok=True)
    return Settings(
        profile=profile,
        instance=instance,
        database_url=_database_url(values["DATABASE_URL"], instance),
        redis_url=values["REDIS_URL"],
        host=values["HOST"],
        port=_number("PORT", values),
        web_workers=max(1, _number("WEB_WORKERS", values)),
        base_url=values["BASE_URL"].rstrip("/") or _own_address(values, profile),
        secret_key=values["SECRET_KEY"] or _made_once(instance / "secret_key"),
        record_key=values["RECORD_KEY"] or _made_once(instance / "record_key"),
        site_name=values["SITE_NAME"],
        help_phone=values["HELP_PHONE"],
        help_mail=values["HELP_MAIL"],
        help_post=values["HELP_POST"],
        mail_server=_mail_server(values["MAIL_SERVER"], values["MAIL_SENDER"]),
        mail_sender=values["MAIL_SENDER"],
        trusted_proxies=_number("TRUSTED_PROXIES", values),
        grace_minutes=_number("GRACE_MINUTES", values),
        mail_hold_seconds=_number("MAIL_HOLD_SECONDS", values),
        live_most=_number("LIVE_MOST", values),
        live_per_network=_number("LIVE_PER_NETWORK", values),
    )


def _profile(word: str) -> Profile:
    try:
        return Profile(word)
    except ValueError:
        known = ", ".join(Profile)
        raise SettingMissing(f"CONSULTATION_PROFILE is {word!r}; it can be {known}") from None


def _number(name: str, values: Mapping[str, str]) -> int:
    if not values[name].isdecimal():
        raise SettingMissing(f"{name} must be a whole number, not {values[name]!r}")
    return int(values[name])


EVERY_HOST = {"0.0.0.0", "::", ""}  # noqa: S104 - an address to compare with, not to bind


def _own_address(values: Mapping[str, str], profile: Profile) -> str:
    """Where a demo answers; of a real deployment only its operator knows."""
    if profile is Profile.REAL:
        raise SettingMissing("BASE_URL is needed: the address people type, for links in mails")
    host = "127.0.0.1" if values["HOST"] in EVERY_HOST else values["HOST"]
    return f"http://{host}:{values['PORT']}"


MAIL_SCHEMES = ("smtp", "smtp+starttls", "smtps")


def _mail_server(value: str, sender: str) -> str:
    scheme = value.partition("://")[0] if "://" in value else "smtp"
    if scheme not in MAIL_SCHEMES:
        raise SettingMissing(f"MAIL_SERVER begins with {scheme}; it can be {MAIL_SCHEMES}")
    if value and not sender:
        raise SettingMissing("MAIL_SENDER is needed beside MAIL_SERVER: the address mail is from")
    return value


def _database_url(value: str, instance: Path) -> str:
    if not value:
        return f"sqlite:///{instance / 'consultation.sqlite'}"
    for prefix in ("postgres://", "postgresql://"):
        if value.startswith(prefix):
            return "postgresql+psycopg://" + value.removeprefix(prefix)
    return value


def _made_once(place: Path) -> str:
    """A secret of 256 bits that is made at the first start and kept beside the database."""
    if not place.exists():
        place.touch(mode=0o600)
        place.write_text(secrets.token_hex(32), encoding="ascii")
    return place.read_text(encoding="ascii").strip()
