"""A real mail server on this machine, named in the settings."""

from tests.postbox import postbox

__all__ = ["postbox"]
