"""What the engine reasons about: frozen values, no wire, no tables."""
