"""Tables on the standard output: as wide as the terminal, or wide enough for every column where there is none."""

from rich.console import Console, RenderableType

PLAIN_WIDTH = 120


def show(tables: RenderableType) -> None:
    """Print them."""
    console = Console()
    (console if console.is_terminal else Console(width=PLAIN_WIDTH)).print(tables)
