"""The private interface of the tablet, version 1 (docs/wire/tablet.md)."""
