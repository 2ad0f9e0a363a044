"""The treaty of the work orders: Open API 8 of WerkbonApp (specs/werkbonapp)."""
