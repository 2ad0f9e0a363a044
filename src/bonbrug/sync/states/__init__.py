"""The states of a job and its intent: what they are, and who may change them how."""
