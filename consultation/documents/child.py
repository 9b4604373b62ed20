"""Reading a file in a process of its own, with limits: what breaks there breaks nothing here."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import IO, Any

from consultation.documents.limits import USUAL, Limits
from consultation.documents.reading import Progress, read_document, silent
from consultation.documents.refusal import DocumentRefused
from consultation.documents.tree import Document
from consultation.documents.wire import from_json, to_json

resource: ModuleType | None = import_module("resource") if os.name == "posix" else None
"""The bounds of the system; elsewhere only the wall clock is kept."""

__all__ = ["Limits", "read_in_child"]

ROOT = Path(__file__).resolve().parents[2]

LONGEST_LINE = 256 * 1024 * 1024
"""Bytes of one message from the child: a document with all its images."""

PASSED_ON = ("PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT")
"""All that the child gets of the environment: no address or key of the application."""

OUT_OF_TIME = {signal.SIGXCPU, signal.SIGKILL}
OUT_OF_MEMORY = {signal.SIGABRT, signal.SIGILL, signal.SIGTRAP}
"""How a library in C ends when it gets no more memory."""


def read_in_child(
    data: bytes, filename: str, *, limits: Limits = USUAL, progress: Progress = silent
) -> Document:
    """Read a file in a separate process with limits on time and memory.

    Raises DocumentRefused as `read_document` does, and with took_too_long (limit in seconds),
    too_much_memory (limit in megabytes) or broken_file when the process did not survive.
    """
    if len(data) > limits.file_bytes:
        raise DocumentRefused("too_large", most_megabytes=limits.file_bytes // 1024**2)
    with _child(limits) as (process, timer):
        _send(process, data, filename, limits)
        for message in _messages(process):
            if "document" in message:
                return _document(message["document"])
            if "refused" in message:
                raise DocumentRefused(str(message["refused"]), **dict(message["params"]))
            progress(int(message["percent"]), str(message["step"]))
        raise _what_ended(process, limits, is_late=not timer.is_alive())


@contextmanager
def _child(limits: Limits) -> Iterator[tuple[subprocess.Popen[bytes], threading.Timer]]:
    environment = {key: os.environ[key] for key in PASSED_ON if key in os.environ}
    process = subprocess.Popen(
        [sys.executable, "-m", "consultation.documents.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=environment | {"PYTHONPATH": str(ROOT)},
    )
    timer = threading.Timer(limits.wall_seconds, process.kill)
    timer.daemon = True
    timer.start()
    try:
        yield process, timer
    finally:
        timer.cancel()
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):  # it can be gone before all of the file was sent
                    pipe.close()


def _send(process: subprocess.Popen[bytes], data: bytes, filename: str, limits: Limits) -> None:
    header = {"filename": filename, "size": len(data), "limits": asdict(limits)}
    if process.stdin is None:
        return
    with suppress(BrokenPipeError):  # it has ended already; how is told by its exit
        process.stdin.write(json.dumps(header).encode() + b"\n")
        process.stdin.write(data)
        process.stdin.flush()


def _messages(process: subprocess.Popen[bytes]) -> Iterator[dict[str, Any]]:
    if process.stdout is None:
        return
    while line := process.stdout.readline(LONGEST_LINE):
        try:
            message = json.loads(line)
        except ValueError as cut:
            if line.endswith(b"\n"):
                raise DocumentRefused("broken_file") from cut
            return
        yield message
    process.wait()


def _document(text: str) -> Document:
    try:
        return from_json(text)
    except (ValueError, KeyError, TypeError) as odd:
        raise DocumentRefused("broken_file") from odd


def _what_ended(
    process: subprocess.Popen[bytes], limits: Limits, *, is_late: bool
) -> DocumentRefused:
    process.wait()
    ended_by = -(process.returncode or 0)
    if is_late or ended_by in OUT_OF_TIME:
        return DocumentRefused("took_too_long", most_seconds=limits.wall_seconds)
    if ended_by in OUT_OF_MEMORY:
        return _too_much_memory(limits)
    return DocumentRefused("broken_file")


def _too_much_memory(limits: Limits) -> DocumentRefused:
    return DocumentRefused("too_much_memory", most_megabytes=limits.memory_bytes // 1024**2)


def main() -> None:
    """What runs in the child: read one file from standard input, answer in lines of JSON."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints is no answer
    header = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**header["limits"])
    _bind(limits)
    try:
        data = sys.stdin.buffer.read(header["size"])
        document = read_document(
            data,
            header["filename"],
            lambda percent, step: _answer(answers, {"percent": percent, "step": step}),
            limits=limits,
        )
        _answer(answers, {"document": to_json(document)})
    except DocumentRefused as refused:
        _answer(answers, {"refused": refused.code, "params": refused.params})
    except MemoryError:
        _refuse(answers, _too_much_memory(limits))
    except Exception:
        _refuse(answers, DocumentRefused("broken_file"))


def _bind(limits: Limits) -> None:
    """Bounds the system itself keeps: memory, time, and no file can be written."""
    if resource is None:
        return
    for what, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _refuse(answers: IO[bytes], refused: DocumentRefused) -> None:
    _answer(answers, {"refused": refused.code, "params": refused.params})


def _answer(answers: IO[bytes], message: dict[str, object]) -> None:
    answers.write(json.dumps(message).encode() + b"\n")
    answers.flush()


if __name__ == "__main__":
    main()
