"""The electronic invoice: UBL 2.1 after EN 16931, as the Netherlands and Peppol use it."""
