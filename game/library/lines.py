"""Where the keys of a TOML text stand: the parser gives values only, and a person needs the line."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

Keys: TypeAlias = tuple[str | int, ...]

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""+|\'\'\'.*?\'\'\'+|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|\n|[\[\]{},=.]|[^\s\[\]{},=.#"\']+',
    re.DOTALL,
)


@lru_cache(4)
def lines_of(text: str) -> dict[Keys, int]:
    """The line of every key, table and list item of a text that is known to be TOML."""
    scan = _Scan(text)
    base: Keys = ()
    while scan.token:
        if scan.token == "\n":
            scan.next()
        elif scan.token == "[":
            base = scan.header()
        else:
            scan.pair(base)
    return scan.found


class _Scan:
    """A text taken token by token; `found` grows as keys are passed."""

    def __init__(self, text: str) -> None:
        self.found: dict[Keys, int] = {}
        self._counts: dict[Keys, int] = {}
        self._tokens = self._all(text)
        self.token, self.line = "", 0
        self.next()

    def _all(self, text: str) -> Iterator[tuple[str, int]]:
        line = 1
        for match in _TOKEN.finditer(text):
            token = match[0]
            if not token.startswith("#"):
                yield token, line
            line += token.count("\n")

    def next(self) -> None:
        """Go on by one token; at the end the token is empty."""
        self.token, self.line = next(self._tokens, ("", self.line))

    def _names(self, until: str) -> list[str]:
        names: list[str] = []
        while self.token and self.token != until:
            if self.token not in (".", "\n"):
                quoted = self.token[0] in "\"'"
                names.append(self.token[1:-1] if quoted else self.token)
            self.next()
        self.next()
        return names

    def header(self) -> Keys:
        """Pass a table header and give the keys under which the following lines stand."""
        line = self.line
        self.next()
        several = self.token == "["
        if several:
            self.next()
        names = self._names("]")
        if several:
            self.next()
        keys: Keys = ()
        for n, name in enumerate(names):
            keys = (*keys, name)
            last = n == len(names) - 1
            if several and last:
                self._counts[keys] = self._counts.get(keys, -1) + 1
                self.found.setdefault(keys, line)
            if keys in self._counts:
                keys = (*keys, self._counts[keys])
        self.found[keys] = line
        return keys

    def pair(self, base: Keys) -> None:
        """Pass a key and its value."""
        line = self.line
        keys = base
        for name in self._names("="):
            keys = (*keys, name)
            self.found.setdefault(keys, line)
        self.value(keys)

    def value(self, keys: Keys) -> None:
        """Pass a value, with the items inside it."""
        if self.token == "[":
            self.next()
            number = 0
            while self.token and self.token != "]":
                if self.token == ",":
                    number += 1
                    self.next()
                elif self.token == "\n":
                    self.next()
                else:
                    self.found[(*keys, number)] = self.line
                    self.value((*keys, number))
            self.next()
        elif self.token == "{":
            self.next()
            while self.token and self.token != "}":
                if self.token in (",", "\n"):
                    self.next()
                else:
                    self.pair(keys)
            self.next()
        else:
            while self.token and self.token not in (",", "\n", "]", "}"):
                self.next()
