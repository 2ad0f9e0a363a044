"""Backups: one file with everything, taken while the program runs."""


class Impossible(Exception):
    """No backup was taken or put back; the text is for the person at the terminal."""
