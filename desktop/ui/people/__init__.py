"""The pages of persons and units."""
