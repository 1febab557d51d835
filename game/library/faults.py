"""What is wrong with a file: one fault a thing, with the place, the value and what would be right."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

ERROR = "error"
WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file: its line (0: the whole file), where inside, the value, and what would be right."""

    file: str
    line: int
    where: str
    value: str
    message: str
    severity: str = ERROR

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        mark = "warning: " if self.severity == WARNING else ""
        value = f" = {self.value}" if self.value else ""
        where = f"{self.where}{value}: " if self.where or value else ""
        return f"{place}: {mark}{where}{self.message}"


class Faults(Exception):
    """A file that cannot be used, with every fault that was found in it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(slots=True)
class Report:
    """Faults as they are found, so that one reading tells them all."""

    faults: list[Fault] = field(default_factory=list)

    def error(self, file: str, line: int, where: str, value: object, message: str) -> None:
        """Note an error."""
        self.faults.append(Fault(file, line, where, shown(value), message))

    def warn(self, file: str, line: int, where: str, value: object, message: str) -> None:
        """Note a warning."""
        self.faults.append(Fault(file, line, where, shown(value), message, WARNING))

    @property
    def broken(self) -> bool:
        """Whether an error is among them."""
        return any(fault.severity == ERROR for fault in self.faults)

    def settle(self) -> None:
        """Raise Faults if an error was found."""
        if self.broken:
            raise Faults(self.faults)


def shown(value: object) -> str:
    """A value as it stands in a message: quoted if text, shortened if long, empty if None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:57] + "..."


def listed(names: Iterable[str], most: int = 12) -> str:
    """Names in a row, cut off after `most`."""
    every = sorted(names)
    more = f" and {len(every) - most} more" if len(every) > most else ""
    return ", ".join(every[:most]) + more if every else "nothing"


def unknown(kind: str, name: str, known: Iterable[str]) -> str:
    """Say that there is no such name, and which was probably meant or which there are."""
    every = sorted(known)
    near = difflib.get_close_matches(name, every, 1, 0.6)
    if near:
        return f'there is no {kind} of this name; did you mean "{near[0]}"?'
    return f"there is no {kind} of this name; there are: {listed(every)}"
