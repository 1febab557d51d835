"""Where the data lies: beside the package in a checkout, inside it when installed from a wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_BUNDLED = _PACKAGE / "_data"


def _root() -> Path:
    return _BUNDLED if _BUNDLED.is_dir() else _PACKAGE.parent


def assets() -> Path:
    """The folder of charts, tilesets, fonts, sounds and geography."""
    return _root() / "assets"


def scenarios() -> Path:
    """The folder of the shipped scenarios, one folder each."""
    return _root() / "scenarios"
