"""The pages of the registry, each built when it is first visited or when the window has nothing else to do."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QCoreApplication, QSize, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ..jobs import Jobs
from ..pages import PAGES, Page
from ..session import Session

_IDLE_MS = 40  # between two pages that are built ahead, so that a click is never far from its answer


class _Words:
    """Takes the place of a page that is not built yet, when its title is asked: a title needs nothing but `tr`."""

    def __init__(self, page: type[Page]) -> None:
        self._context = page.__name__

    def tr(self, text: str) -> str:
        return QCoreApplication.translate(self._context, text)


class PageStack(QStackedWidget):
    """Shows one page at a time.

    Signals:
        page_changed: another page is seen; carries its key.
        completed: every page is built.
    """

    page_changed = Signal(str)
    completed = Signal()

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._classes = {cls.name: cls for cls in sorted((PAGES[name] for name in PAGES), key=lambda cls: cls.order)}
        self._pages: dict[str, Page] = {}
        self.current_key = ""  # of the page that is seen; empty before the first
        self._ahead = list(self._classes)  # still to be built; one that fails is not tried over and over
        self._idle = QTimer(self, interval=_IDLE_MS)
        self._idle.timeout.connect(self._build_next)

    def __iter__(self):
        return iter(self._classes)

    def built(self) -> list[Page]:
        """The pages that exist by now."""
        return list(self._pages.values())

    def title(self, key: str) -> str:
        """The title of a page, built or not."""
        page = self._pages.get(key)
        return page.title() if page else self._classes[key].title(cast(Page, _Words(self._classes[key])))

    def picture(self, key: str) -> str:
        """The stem of the page's icon."""
        return self._classes[key].icon

    def page(self, key: str) -> Page:
        """The page `key`, built now if it has to be."""
        if key not in self._pages:
            page = self._pages[key] = self._classes[key](self._session, self._jobs, self)
            page.setObjectName(f"page.{key}")
            self.addWidget(page)
        return self._pages[key]

    def show_page(self, key: str) -> None:
        """See the page `key`; an unknown one (an old layout, a plug-in that is gone) is ignored."""
        if key not in self._classes or key == self.current_key:
            return
        self.setCurrentWidget(self.page(key))
        self.current_key = key
        self.page_changed.emit(key)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """That of the page that is seen: the others do not make the window larger."""
        page = self.currentWidget()
        return QSize() if page is None else page.minimumSizeHint()

    def build_ahead(self) -> None:
        """Build the other pages one by one, in the moments in which nothing else happens."""
        self._idle.start()

    @property
    def building(self) -> bool:
        """Whether pages are being built ahead."""
        return self._idle.isActive()

    def stop_building(self) -> None:
        """No more pages; the window closes."""
        self._idle.stop()

    def _build_next(self) -> None:
        while self._ahead and self._ahead[0] in self._pages:
            self._ahead.pop(0)
        if not self._ahead:
            self._idle.stop()
            self.completed.emit()
        else:
            self.page(self._ahead.pop(0))
