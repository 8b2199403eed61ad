"""How things are seen: the window. The only room with Qt; camelCase is for Qt's own names and for signals, which are facts."""

import ctypes
import sys

if sys.version_info < (3, 12):
    # PySide6 6.12 gives None back without counting it. Before 3.12 None is counted, and once none is left the program is killed:
    # after an hour's work. So many more are counted here that they last.
    ctypes.c_ssize_t.from_address(id(None)).value += 1 << 40
