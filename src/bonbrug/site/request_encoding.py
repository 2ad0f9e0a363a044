"""Addresses and forms are UTF-8, whatever the Content-Type of a body claims."""

from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.utils.http import parse_header_parameters


class Utf8Request(WSGIRequest):
    """A request whose address is not decoded with the charset of its body.

    The framework does, and falls over a codec that is no text (``hex``) before any page is reached.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        found = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
        self.content_type, self.content_params = found
