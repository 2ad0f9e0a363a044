"""The look that all houses share: frame, tables, forms, small texts."""
