"""Every key of a TOML text is found on its line, in all the ways that TOML has of writing it."""

import tomllib

from game.library.lines import lines_of

TEXT = '''# a comment with = and [brackets]
title = "a = [b] # no comment"
long = """
x = 1
[not.a.table]
"""
plain = 'it''s'
dates = [1922-05-12, 1922-05-13T04:30:00]

[calendar]
start.day = 1
"quoted key" = { one = 1, two = [1,
  2], three = "}" }

[[units]]
id = "a"
men = [
  10, # ten
  20,
]

[units.source]
text = "b"

[[units]]
id = "c"

[[units.parts]]
x = 1

[[units.parts]]
x = 2

[victory]
[[victory.awards]]
kind = "hold"
'''.replace("'it''s'", "'it'")


def test_lines_of_every_form() -> None:
    tomllib.loads(TEXT)
    lines = lines_of(TEXT)
    wanted = {
        ("title",): 2,
        ("long",): 3,
        ("plain",): 7,
        ("dates", 1): 8,
        ("calendar",): 10,
        ("calendar", "start", "day"): 11,
        ("calendar", "quoted key", "one"): 12,
        ("calendar", "quoted key", "two", 1): 13,
        ("calendar", "quoted key", "three"): 13,
        ("units",): 15,
        ("units", 0): 15,
        ("units", 0, "men", 1): 19,
        ("units", 0, "source", "text"): 23,
        ("units", 1): 25,
        ("units", 1, "id"): 26,
        ("units", 1, "parts", 0, "x"): 29,
        ("units", 1, "parts", 1, "x"): 32,
        ("victory", "awards", 0, "kind"): 36,
    }
    assert {keys: lines.get(keys) for keys in wanted} == wanted
    assert not any("not" in str(key) for keys in lines for key in keys)
