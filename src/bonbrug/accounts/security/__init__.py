"""The security log: its kinds, its chains, writing and verifying them, and what is removed."""
