"""The points use the box: both houses and a link, over real sockets."""

from tests.wrong_input.conftest import box

__all__ = ["box"]
