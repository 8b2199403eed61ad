"""How things travel: identities, sealed bundles, and the sticks that carry them."""
