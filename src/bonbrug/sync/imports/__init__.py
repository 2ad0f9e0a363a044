"""Books → work orders: relations, materials and hour types."""
