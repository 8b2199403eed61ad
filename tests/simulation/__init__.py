"""Ten laptops and a season of mishaps, watched by a model that shares nothing with the program."""
