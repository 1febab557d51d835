"""XML from strangers: size, depth and number of elements are bounded, document types and entities refused, and only
known elements with known attributes pass.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from game.library.faults import Faults, Report, unknown

LARGEST = 4_000_000
MOST_ELEMENTS = 50_000
DEEPEST = 12
LONGEST_NAME = 200


class _TooMuch(Exception):
    """The reading was given up; says why."""


@dataclass(slots=True)
class _Builder:
    """Makes elements as the parser meets them, remembers their lines, and stops at the bounds."""

    parser: Any = None
    root: Element | None = None
    stack: list[Element] = field(default_factory=list)
    lines: dict[Element, int] = field(default_factory=dict)
    texts: dict[Element, list[str]] = field(default_factory=dict)

    def start(self, tag: str, attributes: dict[str, str]) -> Element:
        if len(self.lines) >= MOST_ELEMENTS:
            raise _TooMuch(f"has more than {MOST_ELEMENTS:,} elements")
        if len(self.stack) >= DEEPEST:
            raise _TooMuch(f"is nested deeper than {DEEPEST} elements")
        element = Element(tag, attributes)
        self.lines[element] = self.parser.parser.CurrentLineNumber
        if self.stack:
            self.stack[-1].append(element)
        else:
            self.root = element
        self.stack.append(element)
        return element

    def end(self, tag: str) -> None:
        element = self.stack.pop()
        if element in self.texts:
            element.text = "".join(self.texts.pop(element))

    def data(self, text: str) -> None:
        if self.stack and not len(self.stack[-1]):
            self.texts.setdefault(self.stack[-1], []).append(text)

    def close(self) -> Element | None:
        return self.root


@dataclass(frozen=True, slots=True)
class Sheet:
    """A parsed file: its name for messages, its root element, and the line of every element."""

    file: str
    root: Element
    lines: Mapping[Element, int]

    def line(self, element: Element) -> int:
        """The line on which an element begins."""
        return self.lines.get(element, 0)


def read(path: Path, root: str, known: Mapping[str, frozenset[str]], report: Report) -> Sheet:
    """Parse a file whose root element must be `root`; elements and attributes not in `known` are faults.

    Raises Faults if nothing can be made of it.
    """
    name = str(path)
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise _TooMuch("is not a file")
        if size > LARGEST:
            raise _TooMuch(f"is larger than {LARGEST:,} bytes")
        sheet = _parsed(name, path.read_bytes())
    except OSError as error:
        report.error(name, 0, "", None, f"cannot be read: {error.strerror}")
        raise Faults(report.faults) from None
    except _TooMuch as error:
        report.error(name, 0, "", None, str(error))
        raise Faults(report.faults) from None
    except DefusedXmlException:
        report.error(name, 0, "", None, "has a document type or entities; a map has none")
        raise Faults(report.faults) from None
    except ParseError as error:
        report.error(name, error.position[0], "", None, f"is not XML: {str(error).split(':')[0]}")
        raise Faults(report.faults) from None
    except (ValueError, LookupError) as error:
        report.error(name, 0, "", None, f"is not XML: {error}")
        raise Faults(report.faults) from None
    if sheet.root.tag != root:
        report.error(name, sheet.line(sheet.root), f"<{sheet.root.tag}>", None, f"should be <{root}>")
        raise Faults(report.faults)
    for element in sheet.root.iter():
        _check(sheet, element, known, report)
    return sheet


def _parsed(name: str, content: bytes) -> Sheet:
    builder = _Builder()
    builder.parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    builder.parser.feed(content)
    root = builder.parser.close()
    if root is None:
        raise _TooMuch("is empty")
    return Sheet(name, root, builder.lines)


def _check(sheet: Sheet, element: Element, known: Mapping[str, frozenset[str]], report: Report) -> None:
    line = sheet.line(element)
    attributes = known.get(element.tag)
    if attributes is None:
        report.error(sheet.file, line, f"<{element.tag[:40]}>", None, unknown("element", element.tag[:40], known))
        return
    for key, value in element.items():
        if key not in attributes:
            message = unknown("attribute", key[:40], attributes)
            report.error(sheet.file, line, f"<{element.tag}> {key[:40]}", None, message)
        elif len(value) > LONGEST_NAME and key not in ("points", "value"):
            report.error(sheet.file, line, f"<{element.tag}> {key}", value, f"is longer than {LONGEST_NAME} letters")
