"""Papers: looked at, printed, and what came of them."""
