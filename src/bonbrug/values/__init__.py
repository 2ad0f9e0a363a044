"""Plain values that every house shares: money, VAT, quantities, addresses, text, time."""
