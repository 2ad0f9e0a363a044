"""Work for later. The queue only wakes: a lost, doubled or late job may never matter."""
