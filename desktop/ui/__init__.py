"""How things are seen: the window. The only room with Qt; camelCase is for Qt's own names and for signals, which are facts."""

# Once PySide is there it reads the source of every module that is imported after it. What the window stands on comes first.
from desktop.acts import (  # noqa: F401
    corroborating,
    exchange,
    forms,
    history,
    members,
    minutes,
    outlines,
    pasting,
    plain_files,
    projects,
    quoting,
    reminders,
    settling,
    standings,
    statistics,
    unread,
    vaults,
    writing,
)
