"""Numbers and chances as the text mode writes them."""


def count(number: int, one: str, more: str = "") -> str:
    """A number of things, one or more of them."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def per_cent(ways: int) -> str:
    """So many ways of 36 as a share, with the ways themselves."""
    return f"{(ways * 100 + 18) // 36}% ({ways}/36)"
