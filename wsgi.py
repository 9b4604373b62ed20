"""The application as a server loads it."""

from config import SettingMissing
from consultation.app import create_app

try:
    app = create_app()
except SettingMissing as missing:
    raise SystemExit(f"Niet gestart. {missing}.") from None
