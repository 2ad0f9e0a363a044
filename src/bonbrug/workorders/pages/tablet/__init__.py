"""Pages for the tablet of someone in the field: mobile first, no office log-in."""
