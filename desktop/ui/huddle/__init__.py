"""A meeting in the window: what is on its agenda, point after point, who is there, and what comes of it."""
