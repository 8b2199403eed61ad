"""What people do: one function each, called by the command line and the window alike."""
