"""What things are: pure, no clock, no disk."""
