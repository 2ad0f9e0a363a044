"""The books of a year, or of a part of it, as an audit file."""
