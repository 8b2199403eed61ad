"""Where things rest: an encrypted SQLite store, its journal, its projection."""
