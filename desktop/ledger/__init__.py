"""Lists as Excel workbooks, out and in. Gets and gives values, never the store."""
