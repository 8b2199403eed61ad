"""What the trade requires: gates, two people, corroboration, deadlines, figures. Pure rules over records."""
