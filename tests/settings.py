"""The settings of the tests: those of the program, with a data folder that is thrown away."""

import atexit
import os
import shutil
import tempfile

FOLDER = tempfile.mkdtemp(prefix="bonbrug-test-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ["BONBRUG_DATA"] = FOLDER

from bonbrug.site.settings import *  # noqa: E402,F403 - the folder must be known first

# The threads of a test server must let go of the database, or it cannot be dropped at the end.
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405 - from the star above
# A pool outlives the tests that used it; real processes try it (tests/site, tests/proofs/crash).
DATABASES["default"].get("OPTIONS", {}).pop("pool", None)  # noqa: F405
