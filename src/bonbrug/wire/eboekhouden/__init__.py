"""The e-Boekhouden.nl treaty: its messages, their limits, and how they look as SOAP."""
