"""The bundle that outsiders check offline with `verify.py`."""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from consultation.public_record import record, signing
from consultation.public_record.verify import canonical

NOTE = "nota"
"""The reference of the leaf that fixes a note."""

MOMENT = (1980, 1, 1, 0, 0, 0)
"""Every file in a bundle bears the same date, so that the same record gives the same bytes."""


def bundle(
    *,
    lines: Iterable[str],
    checkpoints: Iterable[str],
    verifier_key: str,
    openings: Iterable[Mapping[str, Any]],
    notes: Mapping[str, Any],
    only: str | None = None,
) -> bytes:
    """A zip with the leaves, the checkpoints, the public key, the openings and the notes.

    All leaves are always in it, or no root could be worked out; `only` names the one round
    whose note and texts it carries.
    """
    files = {
        "sleutel.txt": verifier_key + "\n",
        "regels.txt": "".join(line + "\n" for line in lines),
        "checkpoints.json": json.dumps(list(checkpoints), ensure_ascii=False, indent=1),
        "openingen.jsonl": "".join(canonical(one).decode() + "\n" for one in openings),
        "rondes.json": canonical(None if only is None else [only]).decode(),
    }
    files |= {f"notas/{slug}.json": canonical(note).decode() for slug, note in notes.items()}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(
                zipfile.ZipInfo(name, MOMENT), files[name], compress_type=zipfile.ZIP_DEFLATED
            )
    return packed.getvalue()


def export_bundle(
    round: str | None,
    *,
    origin: str,
    key: signing.SigningKey,
    openings: Iterable[Mapping[str, Any]],
    notes: Mapping[str, Any],
) -> bytes:
    """The bundle of what the newest checkpoint covers; sign one first for all there is.

    A text or note about which the record grew since that checkpoint waits for the next one.
    What grew is read last, so that nothing can slip in between.
    """
    size, signed = record.signed_size(), record.checkpoints()
    lines = record.lines(end=size)
    opened, told = list(openings), dict(notes)
    later = record.about_from(size)
    refs = {ref for _, ref in later}
    return bundle(
        lines=lines,
        checkpoints=signed,
        verifier_key=signing.verifier_key(origin, key),
        openings=[one for one in opened if one["nummer"] not in refs],
        notes={slug: note for slug, note in told.items() if (slug, NOTE) not in later},
        only=round,
    )
