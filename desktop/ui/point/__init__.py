"""A point to verify: its evidence, and the rules that weigh it."""
