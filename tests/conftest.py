"""Options of the test run, and one profile for all searching tests."""

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None, derandomize=True, database=None)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    """One flag writes the golden games anew."""
    parser.addoption(
        "--golden", action="store_true", help="play the golden games anew and write them; look at the diff"
    )
