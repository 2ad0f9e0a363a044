"""What every test gets: a data folder of its own, never the developer's."""

import os
import tempfile

os.environ["BONBRUG_DATA"] = tempfile.mkdtemp(prefix="bonbrug-test-")
