"""The command line as it is, which says on its last line how much memory it needed at most."""

import atexit
import sys

from flask.cli import main

from tests.journeys.site import most_memory


def tell() -> None:
    print(f"\npeak {most_memory()}", file=sys.stderr)  # noqa: T201 - read by the test


if __name__ == "__main__":
    atexit.register(tell)
    sys.argv = ["flask", "--app", "wsgi", *sys.argv[1:]]
    main()
