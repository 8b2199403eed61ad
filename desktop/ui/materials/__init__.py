"""Materials: what is asked of a unit, what has come, what one side borrows of the other, and slips."""
