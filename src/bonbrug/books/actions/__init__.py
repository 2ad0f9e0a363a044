"""What can be done with the books; the only writers of this house."""
