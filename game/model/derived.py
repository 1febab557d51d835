"""What is derived from a frozen value is remembered beside it, in a slot that is no field.

The slot is never compared, encoded or pickled; a part of the state that an event did not touch keeps what it
remembers, so that a roll of dice does not cost a new map of the zones.
"""

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


class Remembers:
    """A frozen value with one hidden slot for what was worked out from it."""

    __slots__ = ("_memo",)
    _memo: dict[object, Any]

    def remembered(self, key: object, work_out: Callable[[], T]) -> T:
        """The value kept under the key, worked out the first time it is asked for."""
        try:
            memo = self._memo
        except AttributeError:
            memo = {}
            object.__setattr__(self, "_memo", memo)
        if key not in memo:
            memo[key] = work_out()
        value: T = memo[key]
        return value

    def __getstate__(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self.__match_args__)  # type: ignore[attr-defined]

    def __setstate__(self, values: tuple[Any, ...]) -> None:
        for name, value in zip(self.__match_args__, values, strict=True):  # type: ignore[attr-defined]
            object.__setattr__(self, name, value)
