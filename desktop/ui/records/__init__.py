"""Records of any form: lists, and the page of one with an editor for each kind of field."""
