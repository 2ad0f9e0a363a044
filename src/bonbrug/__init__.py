"""Bonbrug: the bridge between work orders and books."""
