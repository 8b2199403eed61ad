"""A page shown over the room that one is in, which stays as it is beneath, with the cursor where it was."""

from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid


class Over:
    """`room`: what is shown, or lies beneath what is."""

    def __init__(self, stack: QStackedWidget) -> None:
        self._stack = stack
        self._page: QWidget | None = None
        self._beneath: QWidget | None = None
        self._cursor: QWidget | None = None

    @property
    def room(self) -> QWidget | None:
        # With no page in it a stack has none on top, whatever its types say.
        return self._beneath or self._stack.currentWidget()

    @property
    def page(self) -> QWidget | None:
        return self._page

    def show(self, page: QWidget) -> None:
        """Show a page; one that was shown over the room before makes way, and where one was before that is kept."""
        if self._page is None:
            self._beneath, self._cursor = self._stack.currentWidget(), QApplication.focusWidget()
        else:
            self._put_away()
        self._page = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.setFocus()

    def leave(self) -> None:
        """Back to the room, with the cursor where it was."""
        if self._page is None:
            return
        beneath, cursor = self._beneath, self._cursor
        self._put_away()
        self._beneath = self._cursor = None
        if beneath is not None:
            self._stack.setCurrentWidget(beneath)
        if cursor is not None and isValid(cursor):
            cursor.setFocus()

    def _put_away(self) -> None:
        page, self._page = self._page, None
        if page is not None:
            self._stack.removeWidget(page)
            page.hide()
            page.deleteLater()
