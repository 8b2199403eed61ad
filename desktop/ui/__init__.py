"""How things are seen: the window. The only room with Qt; camelCase is for Qt's own names and for signals, which are facts."""
