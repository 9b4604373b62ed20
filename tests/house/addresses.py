"""The list of addresses this site ever had; `python -m tests.house.addresses` adds new ones."""

import sys
import tempfile
from pathlib import Path

from flask import Flask

from consultation.app import create_app

LIST = Path(__file__).parent / "urls.txt"


def addresses(app: Flask) -> set[str]:
    """Every method and address of the application, but for static files."""
    return {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def listed() -> list[str]:
    return LIST.read_text(encoding="utf-8").splitlines() if LIST.exists() else []


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        app = create_app({"CONSULTATION_PROFILE": "test", "INSTANCE": folder})
        known = set(listed()) | addresses(app)
    lines = sorted(known, key=lambda line: line.split()[::-1])
    LIST.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    sys.stdout.write(f"{len(lines)} addresses\n")


if __name__ == "__main__":
    main()
