"""How long things take here, as ratios against bare libraries doing the same on the same machine. Asserts nothing."""
