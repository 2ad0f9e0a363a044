"""Figures that are read from the bookings and the open items; nothing here writes."""
