"""The application as a server loads it."""

from sqlalchemy.exc import OperationalError

from config import SettingMissing
from consultation.app import create_app

try:
    app = create_app()
except SettingMissing as missing:
    raise SystemExit(f"Niet gestart. {missing}.") from None
except OperationalError as error:
    reason = str(error.orig).strip().splitlines()[0]
    raise SystemExit(f"Niet gestart. De database antwoordt niet: {reason}") from None
