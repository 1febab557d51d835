"""Whom cards mean: filters and the places they name.  This carries out chapter 25."""
