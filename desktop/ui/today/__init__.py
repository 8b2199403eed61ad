"""The first page: what waits, and the figures."""
