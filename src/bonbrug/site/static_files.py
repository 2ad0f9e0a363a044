"""The files that pages bring along: named by content, compressed when they are made, kept a year.

`make .venv/pages` collects them from all rooms (docs/decisions/0057-the-weight-of-a-page.md).
"""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage

YEAR = 31_536_000
ICON_OF_MANIFEST = r"""(?P<matched>"src": "(?P<url>[^"]+)")"""


class NamedByContent(CompressedManifestStaticFilesStorage):
    """A storage whose names hold a digest of what is inside, also where one file names another."""

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("*.webmanifest", ((ICON_OF_MANIFEST, '"src": "%(url)s"'),)),
    )

    hashed_files: dict[str, str]

    def save_manifest(self) -> None:
        """Write the names sorted: a folder lists its files in no order of its own."""
        self.hashed_files = dict(sorted(self.hashed_files.items()))
        super().save_manifest()

    def stored_name(self, name: str) -> str:
        """Return the name with its digest; ValueError says what to do when there is none."""
        try:
            return str(super().stored_name(name))
        except ValueError as error:
            raise ValueError(f"{error}: run `make .venv/pages`") from None


class StaticFiles(WhiteNoiseMiddleware):
    """Middleware: what is named by its content may be kept for a year, as RFC 9111 advises."""

    FOREVER = YEAR


class CompressedPages(GZipMiddleware):
    """Middleware: pages are compressed, with a random length so that their size tells nothing.

    What programs get at the doors is left as it is.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Compress an HTML answer for a browser that takes gzip."""
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)
