"""Everything `make test` checks, in the order in which a mistake is cheapest to hear of."""

import os
import subprocess
import sys
import time
from pathlib import Path

BIN = Path(sys.executable).parent
WORKERS = str(min(4, os.cpu_count() or 2))

STEPS = (
    ("style", [BIN / "ruff", "check", "."]),
    ("form", [BIN / "ruff", "format", "--check", "."]),
    ("contracts", [BIN / "lint-imports"]),
    ("types", [BIN / "mypy"]),
    ("tests on SQLite", [BIN / "pytest", "-n", WORKERS, "--database", "sqlite"]),
    (
        "tests on PostgreSQL",
        [BIN / "pytest", "-n", WORKERS, "--database", "postgresql", "-m", "not browser"],
    ),
)


def run_all() -> int:
    """Run the steps; the exit code is that of the first one that fails."""
    for name, command in STEPS:
        began = time.monotonic()
        print(f"== {name}", flush=True)  # noqa: T201 - a script that people watch
        code = subprocess.call([str(part) for part in command])
        seconds = time.monotonic() - began
        print(f"== {name}: {'good' if code == 0 else 'WRONG'}, {seconds:.0f} s", flush=True)  # noqa: T201
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(run_all())
