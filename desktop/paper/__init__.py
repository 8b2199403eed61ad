"""What is handed to people to sign and keep: plainly laid out PDF, the same bytes from the same record."""
