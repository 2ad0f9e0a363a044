"""Choice lists of a company that has none of its own (docs/wire/werkbonapp.md §4.6)."""

TYPES_OF_WORK = (
    "Installatie",
    "Garantie",
    "Levering",
    "Onderhoud",
    "Project",
    "Regie",
    "Reparatie",
    "Service",
    "Storing",
    "Verkoop",
    "Verhuur",
)
PAYMENT_METHODS = (
    "op rekening",
    "niet van toepassing",
    "contant voldaan",
    "pin betaling",
    "conform offerte",
)
