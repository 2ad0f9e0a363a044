"""The treaty of the work orders: Open API 8 of WerkbonApp (docs/wire/werkbonapp.md)."""
