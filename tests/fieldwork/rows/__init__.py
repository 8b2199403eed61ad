"""What the program is for, row by row of the trade's own table (`domain.md` 1), and `python -m tests.fieldwork.rows`."""
