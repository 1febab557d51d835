"""Options of the test run."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """One flag writes the golden games anew."""
    parser.addoption(
        "--golden", action="store_true", help="play the golden games anew and write them; look at the diff"
    )
