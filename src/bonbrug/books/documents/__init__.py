"""Invoices as they leave the house electronically."""
