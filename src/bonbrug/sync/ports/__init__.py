"""What the engine asks of the two services and of its memory."""
