"""One zstd frame, opened block by block.

A block gives at most 128 KiB however small it is, so a few bytes that would swell to gigabytes cost no memory here, and the
end of the frame is known to the byte: what follows it is seen. (RFC 8878, sections 3.1.1.1 and 3.1.1.2.)
"""

from typing import BinaryIO

import zstandard

from desktop.errors import FieldError

LEVEL = 3
MAGIC = b"\x28\xb5\x2f\xfd"
WINDOW_BYTES = 8 * 1024 * 1024
"""What a reader must hold back to read on; level 3 asks for 2 MiB."""
BLOCK_BYTES = 128 * 1024
RAW, RLE, PACKED = 0, 1, 2


def packer() -> "zstandard.ZstdCompressionObj":
    return zstandard.ZstdCompressor(level=LEVEL).compressobj()


class Frame:
    """The content of a frame. `stream` is blocking; its `read(n)` gives n bytes unless it ends."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._unpacker = zstandard.ZstdDecompressor(max_window_size=WINDOW_BYTES).decompressobj()
        self._checksum = 0
        self._begun = False
        self._last = False

    def block(self) -> bytes:
        """The next piece of content, empty at the end and only there. Raises BUNDLE_CUT."""
        piece = b""
        if not self._begun:
            self._begin()
        while not piece and not self._last:
            piece = self._block()
        return piece

    def nothing_follows(self) -> bool:
        return self._stream.read(1) == b""

    def _begin(self) -> None:
        start = self._take(5)
        if start[:4] != MAGIC:
            raise FieldError("BUNDLE_CUT")
        flags = start[4]
        single = flags >> 5 & 1
        size_of_size = (single, 2, 4, 8)[flags >> 6]
        self._checksum = 4 * (flags >> 2 & 1)
        rest = (1 - single) + (0, 1, 2, 4)[flags & 3] + size_of_size
        start += self._take(rest)
        try:
            window = zstandard.get_frame_parameters(start).window_size
        except zstandard.ZstdError as error:
            raise FieldError("BUNDLE_CUT") from error
        if window > WINDOW_BYTES:
            raise FieldError("BUNDLE_TOO_LARGE")
        self._unpack(start)
        self._begun = True

    def _block(self) -> bytes:
        header = self._take(3)
        word = int.from_bytes(header, "little")
        self._last, kind, size = bool(word & 1), word >> 1 & 3, word >> 3
        if kind not in (RAW, RLE, PACKED) or size > BLOCK_BYTES:
            raise FieldError("BUNDLE_CUT")
        body = self._take(1 if kind == RLE else size)
        if self._last:
            body += self._take(self._checksum)
        piece = self._unpack(header + body)
        if self._last and not self._unpacker.eof:
            raise FieldError("BUNDLE_CUT")
        return piece

    def _unpack(self, data: bytes) -> bytes:
        try:
            return self._unpacker.decompress(data)
        except zstandard.ZstdError as error:
            raise FieldError("BUNDLE_CUT") from error

    def _take(self, size: int) -> bytes:
        data = self._stream.read(size)
        if len(data) != size:
            raise FieldError("BUNDLE_CUT")
        return data
