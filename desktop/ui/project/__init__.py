"""The project: who is in it, its forms, and a new one."""
