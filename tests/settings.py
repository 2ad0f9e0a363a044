"""The settings of the tests: those of the program, with a data folder that is thrown away."""

import atexit
import os
import shutil
import tempfile

FOLDER = tempfile.mkdtemp(prefix="bonbrug-test-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ["BONBRUG_DATA"] = FOLDER

from bonbrug.site.settings import *  # noqa: E402,F403 - the folder must be known first
