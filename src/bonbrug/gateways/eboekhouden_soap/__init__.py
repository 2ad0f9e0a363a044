"""Bookkeeping over the SOAP of e-Boekhouden.nl."""

from bonbrug.gateways.eboekhouden_soap.bookkeeping import EboekhoudenSoap

__all__ = ["EboekhoudenSoap"]
