"""The application as a server loads it."""

from consultation.app import create_app

app = create_app()
