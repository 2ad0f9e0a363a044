"""The way out: one room per service that the engine talks to."""
