"""Work orders of WerkbonApp, or of anything that speaks its Open API 8."""

from bonbrug.gateways.werkbonapp.service import WerkbonApp

__all__ = ["WerkbonApp"]
