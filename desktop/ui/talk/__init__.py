"""A talk: how it is begun, and its questions and answers."""
