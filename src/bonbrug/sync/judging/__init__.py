"""What a person would ask about before a work order becomes an invoice: pure, checks R1 to R12."""
