"""The outermost layer: age encryption for recipients, between two ends of a pipe, so that no size costs memory.

`pyrage` reads one stream and writes another until it is done; it does so in a thread of its own here, which has always ended,
and told what went wrong, when the envelope is closed.
"""

import os
import threading
from collections.abc import Callable, Sequence
from typing import Any, BinaryIO

import pyrage

from desktop.bundle.identity import Keys
from desktop.errors import FieldError

PIPE_BUFFER = 256 * 1024


class _Watched:
    """A stream as `pyrage` needs it, which keeps what it raised: `pyrage` puts its own error in the place of ours."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.failure: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        return self._kept(self._stream.read, size)  # type: ignore[no-any-return]

    def write(self, data: bytes) -> int:
        return self._kept(self._stream.write, data)  # type: ignore[no-any-return]

    def flush(self) -> None:
        self._kept(self._stream.flush)

    def _kept(self, act: Callable[..., Any], *given: Any) -> Any:
        try:
            return act(*given)
        except Exception as error:
            self.failure = error
            raise


class _Work(threading.Thread):
    """One run of `pyrage` beside the caller. `failure`: how it ended, None where it ended well."""

    def __init__(self, run: Callable[[], None], ends: BinaryIO) -> None:
        super().__init__(name="age", daemon=True)
        self._act, self._ends = run, ends
        self.failure: Exception | None = None
        self.start()

    def run(self) -> None:
        try:
            with self._ends:
                self._act()
        except Exception as error:  # noqa: BLE001 - handed to whoever joins
            self.failure = error


class Sealing:
    """Encrypts for `recipients` (age1… texts) what is written to it, onto `stream`, which stays open."""

    def __init__(self, stream: BinaryIO, recipients: Sequence[str]) -> None:
        keys = [pyrage.x25519.Recipient.from_str(text) for text in recipients]
        outlet, inlet = os.pipe()
        source, self._inlet = os.fdopen(outlet, "rb", PIPE_BUFFER), os.fdopen(inlet, "wb", PIPE_BUFFER)
        self._target = _Watched(stream)
        self._work = _Work(lambda: pyrage.encrypt_io(source, self._target, keys), source)

    def write(self, data: bytes) -> int:
        try:
            return self._inlet.write(data)
        except OSError:
            raise self._failure() from None

    def close(self) -> None:
        """Finish the file. Raises what writing to the stream raised."""
        try:
            self._inlet.close()
        except OSError:
            raise self._failure() from None
        self._work.join()
        if self._work.failure:
            raise self._failure()

    def give_up(self) -> None:
        """End without caring how: what was written is not a file to keep."""
        _drop(self._inlet)
        self._work.join()

    def _failure(self) -> Exception:
        self._work.join()
        return self._target.failure or self._work.failure or BrokenPipeError("age ended early")


class Opening:
    """The plain bytes of an age file sealed for `keys`. Raises BUNDLE_NOT_FOR_ME, BUNDLE_CUT when they are read."""

    def __init__(self, stream: BinaryIO, keys: Keys) -> None:
        outlet, inlet = os.pipe()
        self._outlet, target = os.fdopen(outlet, "rb", PIPE_BUFFER), os.fdopen(inlet, "wb", PIPE_BUFFER)
        self._source = _Watched(stream)
        self._work = _Work(lambda: pyrage.decrypt_io(self._source, target, [keys.seal]), target)

    def read(self, size: int) -> bytes:
        data = self._outlet.read(size)
        if len(data) < size:
            # The pipe ends where the file ends well and where it does not alike.
            self._work.join()
            if self._work.failure:
                raise self._told()
        return data

    def close(self) -> None:
        """Stop reading, at the end or before it."""
        self._outlet.close()
        self._work.join()

    def _told(self) -> Exception:
        failure = self._work.failure
        if isinstance(self._source.failure, OSError):
            return FieldError("STORE_DISK")
        if isinstance(failure, pyrage.DecryptError) and "No matching keys" in str(failure):
            return FieldError("BUNDLE_NOT_FOR_ME")
        if isinstance(failure, pyrage.DecryptError | OSError):
            return FieldError("BUNDLE_CUT")
        return failure or BrokenPipeError("age ended early")


def _drop(inlet: BinaryIO) -> None:
    try:
        inlet.close()
    except OSError:
        # What the buffer still held has no reader any more, which is what giving up means.
        return
