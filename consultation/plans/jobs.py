"""Reading in a file that somebody put in the queue on a screen, beside the pages."""

import hashlib
import logging

from consultation.database import db
from consultation.documents.child import read_in_child
from consultation.documents.tree import Document
from consultation.errors import DomainError
from consultation.jobs import job
from consultation.logbook import SYSTEM, transaction
from consultation.plans import operations
from consultation.plans.models import PlanImport

log = logging.getLogger(__name__)

PLAN_IMPORT = "plan-import"


@job(PLAN_IMPORT)
def do_import(number: int) -> None:
    """Read the file in as a draft, all of it or nothing; whoever asked reads how far it is."""
    with transaction():
        asked = db.session.get_one(PlanImport, number)
        data, filename = asked.data or b"", asked.filename
        operations.begin_import(asked, by=SYSTEM)
    try:
        document = read_in_child(data, filename, progress=_Progress(number))
        _keep(number, document, hashlib.sha256(data).hexdigest())
    except DomainError as error:
        _fail(number, error.code, error.params)
    except Exception:
        log.exception("import %s failed", number)
        _fail(number, "import_failed", {})


class _Progress:
    """Writes down how far an import is, each percentage once."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.told: tuple[int, str] = (0, "")

    def __call__(self, percent: int, step: str) -> None:
        if (percent, step) == self.told:
            return
        self.told = (percent, step)
        with transaction():
            asked = db.session.get_one(PlanImport, self.number)
            asked.percent, asked.step = percent, step


def _keep(number: int, document: Document, sha256: str) -> None:
    with transaction():
        asked = db.session.get_one(PlanImport, number)
        version = operations.keep_document(
            asked.plan, document, filename=asked.filename, sha256=sha256, by=SYSTEM
        )
        operations.finish_import(asked, version, by=SYSTEM)


def _fail(number: int, code: str, params: dict[str, object]) -> None:
    """Say why it failed; an import that somebody stopped meanwhile stays stopped."""
    with transaction():
        asked = db.session.get_one(PlanImport, number)
        if not asked.is_over:
            operations.fail_import(asked, code, dict(params), by=SYSTEM)
