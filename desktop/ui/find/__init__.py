"""Finding from anywhere, the menu of all that can be done, and the sheet of keys: all of one list of commands."""
