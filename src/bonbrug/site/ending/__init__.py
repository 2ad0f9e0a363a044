"""A firm that ends: everything of it as a file first, and after a while nothing of it any more."""
