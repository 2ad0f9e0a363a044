"""The engine: what travels, what must be done, and doing it. Knows no wire, no tables, no pages."""
