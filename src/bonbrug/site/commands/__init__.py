"""The commands of ``bonbrug``, one module each: ``run(options) -> exit code``."""
