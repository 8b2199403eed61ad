"""The page of a visit: its photographs, what was counted, and the particulars."""
