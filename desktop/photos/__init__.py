"""How photographs are read: when and where they were taken, and pictures of them small enough to show and to print."""
