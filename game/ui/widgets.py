"""Things to press: buttons with key caps, rows of a menu, choosers, ticks, the focus ring, and a page of text.

A screen draws its widgets anew each frame; the desk remembers where they lie, so that drawing and pressing cannot
disagree.  A press is answered with the widget's *command*, a short word that the screen understands.  The page of
text is the one thing that pygame_gui draws, and this is the only module that knows it.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pygame

from game import paths
from game.ui import palette, panel
from game.ui.faces import Face, px, scale, shorten, text
from game.ui.palette import Theme

_NAMED = {
    "esc": pygame.K_ESCAPE,
    "return": pygame.K_RETURN,
    "space": pygame.K_SPACE,
    "tab": pygame.K_TAB,
    "del": pygame.K_DELETE,
    "+": pygame.K_PLUS,
    "-": pygame.K_MINUS,
    "←": pygame.K_LEFT,
    "→": pygame.K_RIGHT,
}
_SAME = {pygame.K_KP_ENTER: pygame.K_RETURN, pygame.K_KP_PLUS: pygame.K_PLUS, pygame.K_KP_MINUS: pygame.K_MINUS}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that can be pressed; `why` says in words why it cannot be just now."""

    area: pygame.Rect
    command: str
    key: str = ""
    why: str = ""
    hint: str = ""
    stop: bool = True


def matches(cap: str, event: pygame.event.Event) -> bool:
    """Whether a key press is the one on a cap such as `E`, `Esc`, `Ctrl+Z`."""
    *mods, name = cap.lower().split("+") if cap not in ("+", "-") else [cap]
    ctrl = bool(event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META))
    if ctrl != ("ctrl" in mods) or event.mod & pygame.KMOD_ALT:
        return False
    if name.startswith("f") and name[1:].isdigit():
        return bool(event.key == pygame.K_F1 + int(name[1:]) - 1)
    wanted = _NAMED.get(name, ord(name) if len(name) == 1 else -1)
    return bool(_SAME.get(event.key, event.key) == wanted)


class Desk:
    """What can be pressed on the screen as it was last drawn, and which of it holds the keyboard."""

    __slots__ = ("_down", "_spots", "focus", "mouse", "stopped", "surface", "theme")

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.mouse: tuple[int, int] = (-1, -1)
        self.focus = ""
        self.stopped = ""
        self._down = ""
        self._spots: list[Spot] = []
        self.surface: pygame.Surface

    def begin(self, surface: pygame.Surface, theme: Theme) -> None:
        """Start a new drawing of the screen."""
        self.surface = surface
        self.theme = theme
        self._spots = []

    @property
    def spots(self) -> Sequence[Spot]:
        """Everything that can be pressed now, in the order of the drawing."""
        return self._spots

    def over(self) -> Spot | None:
        """The spot under the mouse; what was drawn last lies on top."""
        return next((s for s in reversed(self._spots) if s.area.collidepoint(self.mouse)), None)

    def spot(
        self, area: pygame.Rect, command: str, key: str = "", why: str = "", hint: str = "", stop: bool = True
    ) -> panel.Look:
        """Make an area pressable and return how it should look; `stop` False keeps the Tab key from halting on it."""
        self._spots.append(Spot(area.copy(), command, key, why, hint, stop and not why))
        if why:
            return "disabled"
        if not area.collidepoint(self.mouse):
            return "plain"
        return "pressed" if self._down == command else "hover"

    def button(
        self,
        area: pygame.Rect,
        label: str,
        command: str,
        key: str = "",
        primary: bool = False,
        why: str = "",
        hint: str = "",
        on: bool = False,
        size: float = 16,
    ) -> None:
        """Draw a button; `on` marks the one that is in force."""
        look = self.spot(area, command, key, why, hint)
        panel.button(self.surface, self.theme, area, label, key, primary, look, size)
        if on:
            pygame.draw.rect(self.surface, self.theme.info, area, max(2, px(2)))
            pygame.draw.rect(self.surface, self.theme.info, (area.x, area.bottom - px(5), area.w, px(5)))
        self.ring(area, command)

    def entry(self, area: pygame.Rect, title: str, note: str, command: str, key: str, primary: bool = False) -> None:
        """Draw a row of a menu: words at the left, a smaller line under them, the key at the right, a rule below."""
        look = self.spot(area, command, key)
        ground = self.theme.accent if primary else self.theme.card
        if look in ("hover", "pressed"):
            ground = palette.mix(ground, self.theme.on_accent if primary else self.theme.bar, 0.12 if primary else 0.6)
        if primary or look != "plain":
            pygame.draw.rect(self.surface, ground, area)
        if not primary:
            panel.rule(self.surface, self.theme.rule, (area.x, area.bottom - 1), area.w)
        ink = self.theme.on_accent if primary else self.theme.ink
        small = palette.mix(ink, ground, 0.2) if primary else self.theme.ink_2
        middle = area.centery - (px(9) if note else 0)
        face = Face.OLD_BOLD if primary else Face.OLD
        text(self.surface, title, face, 21, ink, (area.x + px(16), middle), "cl")
        if note:
            note = shorten(note, Face.SERIF_ITALIC, 14, area.w - px(24))
            text(self.surface, note, Face.SERIF_ITALIC, 14, small, (area.x + px(16), area.centery + px(14)), "cl")
        text(self.surface, key, Face.NARROW, 15, small, (area.right - px(14), area.centery), "cr")
        self.ring(area, command)

    def chooser(
        self,
        area: pygame.Rect,
        options: Sequence[tuple[str, str]],
        current: str,
        command: str,
        whys: Sequence[str] = (),
    ) -> None:
        """Draw a row of options (value, label), one of them in force; a press answers `command:value`."""
        gap = px(6)
        wide = (area.w - gap * (len(options) - 1)) // len(options)
        for place, (value, label) in enumerate(options):
            box = pygame.Rect(area.x + place * (wide + gap), area.y, wide, area.h)
            why = whys[place] if place < len(whys) else ""
            look = self.spot(box, f"{command}:{value}", why=why)
            panel.button(self.surface, self.theme, box, label, "", False, look, 15)
            if value == current:
                pygame.draw.rect(self.surface, self.theme.info, box, max(2, px(2)))
                mark = (box.x + px(12), box.centery)
                pygame.draw.circle(self.surface, self.theme.info, mark, px(4))
            self.ring(box, f"{command}:{value}")

    def tick(self, at: tuple[int, int], label: str, command: str, on: bool, key: str = "") -> pygame.Rect:
        """Draw a tick box with its label and its key and return the box of all."""
        box = panel.tick_box(self.surface, self.theme, at, label, on)
        if key:
            cap = text(self.surface, key, Face.NARROW, 13, self.theme.ink_3, (box.right + px(5), box.centery), "cl")
            box = box.union(cap)
        self.spot(box.inflate(px(6), px(6)), command, key)
        self.ring(box.inflate(px(2), px(2)), command)
        return box

    def ring(self, area: pygame.Rect, command: str) -> None:
        """Ring a widget if it holds the keyboard."""
        if self.focus == command:
            panel.focus(self.surface, self.theme, area)

    def note(self) -> None:
        """Write the hint of what lies under the mouse, or why it cannot be pressed."""
        spot = self.over()
        words = (spot.why or spot.hint) if spot is not None else ""
        if words:
            panel.tip(self.surface, self.theme, words, self.mouse)

    def read(self, event: pygame.event.Event) -> str:
        """Take an event and answer with a command, or with nothing; `stopped` then says why a press did nothing."""
        self.stopped = ""
        if event.type == pygame.MOUSEMOTION:
            self.mouse = event.pos
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == 1:
            self.mouse = event.pos
            spot = self.over()
            self._down = spot.command if spot is not None and not spot.why else ""
            self.stopped = spot.why if spot is not None else ""
            self.focus = ""
        elif event.type == pygame.MOUSEBUTTONUP and event.button == 1:
            self.mouse = event.pos
            spot, down, self._down = self.over(), self._down, ""
            return down if spot is not None and spot.command == down else ""
        elif event.type == pygame.KEYDOWN:
            return self._key(event)
        return ""

    def _key(self, event: pygame.event.Event) -> str:
        if event.key == pygame.K_TAB and not event.mod & pygame.KMOD_CTRL and self._walk(event):
            return ""
        if event.key in (pygame.K_RETURN, pygame.K_SPACE) and self.focus:
            held = next((s for s in self._spots if s.command == self.focus and not s.why), None)
            if held is not None:
                return held.command
        found = (s for s in reversed(self._spots) if s.key and matches(s.key, event))
        spot = next(found, None)
        self.stopped = spot.why if spot is not None else ""
        return spot.command if spot is not None and not spot.why else ""

    def _walk(self, event: pygame.event.Event) -> bool:
        """Move the focus ring on by Tab, back by Shift and Tab; False where the screen uses Tab itself."""
        if any(s.key.lower() == "tab" for s in self._spots):
            return False
        stops = [s.command for s in self._spots if s.stop]
        if stops:
            here = stops.index(self.focus) if self.focus in stops else -1 if not event.mod & pygame.KMOD_SHIFT else 0
            self.focus = stops[(here + (-1 if event.mod & pygame.KMOD_SHIFT else 1)) % len(stops)]
        return True


def paragraphs(words: str) -> str:
    """Make safe markup of plain text: everything escaped, a blank line between paragraphs kept."""
    return "<br><br>".join(html.escape(part.strip()).replace("\n", " ") for part in words.split("\n\n"))


MONO = "mono"
"""The face of a page's tables and maps, in which all letters are as wide as one another."""


def page_px() -> int:
    """The size of the page's letters in real pixels."""
    return max(12, round(17 * scale()))


def _theme(theme: Theme) -> dict[str, Any]:
    """The sheet's colours and faces for the page of text."""

    def code(ink: palette.Colour) -> str:
        return "#{:02x}{:02x}{:02x}".format(*ink)

    folder = paths.assets() / "fonts"
    faces = {
        "name": "sheet",
        "size": str(page_px()),
        "regular_path": str(folder / Face.SERIF.value),
        "bold_path": str(folder / Face.SERIF_BOLD.value),
        "italic_path": str(folder / Face.SERIF_ITALIC.value),
        "bold_italic_path": str(folder / Face.SERIF_BOLD.value),
    }
    flat = {"shape": "rectangle", "border_width": "0", "shadow_width": "0"}
    bar = {
        "colours": {
            key: code(theme.bar if "bg" in key else theme.rule)
            for key in ("normal_bg", "hovered_bg", "dark_bg", "normal_border", "dark_border", "disabled_bg")
        },
        "misc": {**flat, "enable_arrow_buttons": "0"},
    }
    slide = {
        "colours": {
            "normal_bg": code(theme.ink_3),
            "hovered_bg": code(theme.ink_2),
            "active_bg": code(theme.ink_2),
            "selected_bg": code(theme.ink_2),
            "normal_border": code(theme.ink_3),
        },
        "misc": flat,
    }
    return {
        "text_box": {
            "font": faces,
            "colours": {
                "dark_bg": code(theme.card),
                "normal_text": code(theme.ink),
                "normal_border": code(theme.card),
                "link_text": code(theme.info),
            },
            "misc": {**flat, "padding": f"{px(10)},{px(8)}", "line_spacing": "1.3"},
        },
        "vertical_scroll_bar": bar,
        "vertical_scroll_bar.@sliding_button": slide,
        "vertical_scroll_bar.#sliding_button": slide,
    }


class Page:
    """A page of marked-up text with its scroll bar."""

    __slots__ = ("_box", "_last", "_manager")

    def __init__(self, size: tuple[int, int], theme: Theme) -> None:
        import pygame_gui

        self._manager: Any = pygame_gui.UIManager(size, _theme(theme))
        self._manager.add_font_paths(MONO, str(paths.assets() / "fonts" / Face.MONO.value))
        self._preload(("sheet", page_px(), "bold"), ("sheet", page_px(), "italic"))
        self._box: Any = None
        self._last = pygame.time.get_ticks()

    def show(self, area: pygame.Rect, markup: str) -> None:
        """Lay a text into an area; markup must come from `paragraphs` or be the game's own."""
        from pygame_gui.elements import UITextBox

        if self._box is not None:
            self._box.kill()
        sizes = {int(size) for size in re.findall(r"pixel_size=(\d+)", markup)}
        self._preload(*((MONO, size, "regular") for size in sorted(sizes)))
        self._box = UITextBox(markup, area, self._manager)

    def _preload(self, *faces: tuple[str, int, str]) -> None:
        """Open faces before a text asks for them."""
        self._manager.preload_fonts(
            [{"name": name, "point_size": size, "style": style, "antialiased": "1"} for name, size, style in faces]
        )

    def read(self, event: pygame.event.Event) -> None:
        """Let the page scroll."""
        self._manager.process_events(event)

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the page."""
        now = pygame.time.get_ticks()
        self._manager.update((now - self._last) / 1000)
        self._last = now
        self._manager.draw_ui(surface)
