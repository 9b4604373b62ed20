"""`python -m tests.broken`: breaks each rule in a copy of the code, and sees who notices."""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.broken.breaks import BREAKS, Break
from tests.house.source import REPOSITORY
from tests.paper import say, table, when_and_where, write_part

HEAD = ["rule", "what is lost", "noticed by"]
NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", "instance", "__pycache__", ".*_cache", ".hypothesis", "build"
)
NOT_ASKED = "--ignore=tests/house/test_rules.py"
"""Says that a line was changed, which is no rule."""

FAILED = re.compile(
    r"^(?:FAILED|ERROR) (?P<node>(?P<file>[^:]+)::(?P<test>\w+)(?:\[.*?\])?)(?: - |$)", re.MULTILINE
)


@dataclass(frozen=True)
class Noticed:
    """What came of a break: the first test that failed, or what happened instead."""

    broken: Break
    test: str = ""
    instead: str = ""

    def cells(self) -> list[str]:
        """As the table shows it."""
        return [self.broken.rule, self.broken.lost, self.test or f"**nobody**: {self.instead}"]


def try_break(one: Break, copy: Path) -> Noticed:
    """Break a rule in a copy, run its tests, and mend the copy again.

    A test that also fails in the mended copy has noticed something else.
    """
    file = copy / one.file
    sound = file.read_text(encoding="utf-8")
    file.write_text(sound.replace(one.sound, one.broken), encoding="utf-8")
    try:
        ran = run_tests(copy, one.tests)
    finally:
        file.write_text(sound, encoding="utf-8")
    failed = FAILED.search(ran.stdout)
    if ran.returncode == 0 or not failed:
        return Noticed(one, instead=f"pytest ended with {ran.returncode}: {ran.stdout[-300:]}")
    if run_tests(copy, [failed["node"]]).returncode != 0:
        return Noticed(one, instead=f"{failed['node']} fails when nothing is broken too")
    return Noticed(one, f"`{failed['file']}`, {failed['test'].replace('_', ' ')}")


def run_tests(copy: Path, tests: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run tests in a copy of the code until one fails."""
    words = ["-q", "-x", "-n", "2", "-p", "no:cacheprovider", "-m", "not browser", NOT_ASKED]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *words, *tests],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )


def written(rows: Sequence[Noticed]) -> str:
    """What docs/measurements.md says about this run."""
    return f"""
## Rules broken on purpose

{when_and_where()}, with `make broken`: each rule is broken in a copy of the code by changing a
line of it, as `tests/broken/breaks.py` says, and the tests that must notice are run. The first that
failed is named.

{table(HEAD, [row.cells() for row in rows])}
"""


def main() -> int:
    """All breaks, or those of the rules that are named; the exit code is 1 when one goes unseen."""
    parser = argparse.ArgumentParser(prog="python -m tests.broken")
    parser.add_argument("rules", nargs="*", help="I1, I2, ...; all of them by default")
    rules = parser.parse_args().rules
    rows = []
    with tempfile.TemporaryDirectory(prefix="broken-") as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(REPOSITORY, copy, ignore=NOT_COPIED)
        for one in BREAKS:
            if not rules or one.rule in rules:
                rows.append(try_break(one, copy))
                say("  " + " | ".join(rows[-1].cells()))
    if not rules:
        write_part("broken", written(rows))
    return 0 if all(row.test for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
