"""Says in one line what is missing when the Python that make found is too old."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this file is for the Pythons below our minimum
    sys.exit("Bonbrug needs Python 3.11 or newer; call make PYTHON=/path/to/python3.11")
