"""The numbers of a tile layer, in the ways Tiled writes them, unpacked no further than the layer is large."""

import base64
import binascii
import importlib
import re
import zlib
from typing import Any


def decoded(text: str, encoding: str, compression: str, count: int) -> list[int]:
    """The `count` tile numbers of a layer, row by row.  Raises ValueError with what is wrong."""
    if encoding == "csv" and not compression:
        numbers = _from_csv(text)
    elif encoding == "base64":
        numbers = _from_bytes(_unpacked(_plain(text), compression, count * 4), count)
    else:
        raise ValueError(f'encoding "{encoding}" with compression "{compression}" is not read; use CSV or base64')
    if len(numbers) != count:
        raise ValueError(f"has {len(numbers):,} tiles, should have {count:,}, one for every hex")
    return numbers


def _from_csv(text: str) -> list[int]:
    cells = text.strip().split(",")
    wrong = next((cell for cell in cells if not re.match(r"\s*[0-9]{1,10}\s*\Z", cell)), None)
    if wrong is not None:
        raise ValueError(f'"{wrong.strip()[:20]}" should be a tile number')
    numbers = [int(cell) for cell in cells]
    if max(numbers) >> 32:
        raise ValueError(f"{max(numbers)} is too large for a tile number")
    return numbers


def _plain(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("the layer's data is not base64") from None


def _unpacked(packed: bytes, compression: str, size: int) -> bytes:
    """Packed bytes unpacked, never further than one byte beyond the size they should have."""
    if not compression:
        return packed
    if compression in ("zlib", "gzip"):
        reader = zlib.decompressobj(zlib.MAX_WBITS | 32)
        try:
            content = reader.decompress(packed, size + 1)
        except zlib.error:
            raise ValueError(f"the layer's data is not {compression}") from None
        if not reader.eof and len(content) <= size:
            raise ValueError(f"the layer's {compression} data is cut off")
        return content
    if compression == "zstd":
        return _zstd(packed, size)
    raise ValueError(f'compression "{compression}" is not read; use zlib or gzip')


def _zstd(packed: bytes, size: int) -> bytes:
    """Zstandard, where this Python brings it (3.14 does)."""
    try:
        library: Any = importlib.import_module("compression.zstd")
    except ImportError:
        raise ValueError("this Python cannot read zstd; save the map with zlib or gzip") from None
    try:
        content: bytes = library.ZstdDecompressor().decompress(packed, size + 1)
    except library.ZstdError:
        raise ValueError("the layer's data is not zstd") from None
    return content


def _from_bytes(content: bytes, count: int) -> list[int]:
    if len(content) != count * 4:
        raise ValueError(f"has {len(content):,} bytes of tiles, should have {count * 4:,}, four for every hex")
    return [int.from_bytes(content[n : n + 4], "little") for n in range(0, len(content), 4)]
