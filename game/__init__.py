"""Dushanbe 1922: a turn-based hex wargame of battle, bread and bonds."""

__version__ = "0.1.0"
