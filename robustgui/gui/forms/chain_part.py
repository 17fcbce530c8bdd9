"""A field that holds any number of classes of a registry, in order: cards in a column, and a menu that adds one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...base.errors import Sentence
from ...base.registry import Registry
from ...base.settings import Named
from ..i18n.sentences import core_text, mentions, translate_sentence
from ..literal import literal
from ..widgets.layouts import make_column, make_row
from ..widgets.plain_label import PlainLabel
from .add_button import AddButton
from .chain_entry import ChainEntry, MakeBody
from .fields import blank_draft
from .part import Part, Problems, below, join_path, make_problem_label, make_tiny_button, set_flag, set_shown


class ChainPart(Part):
    """Below the cards stands, in grey, what happens by itself.

    Args:
        make_body: makes the part for a class at a path, inside a widget.
        label: whether it has its title above it.
    """

    def __init__(
        self,
        registry: Registry[Named],
        path: str,
        make_body: MakeBody,
        *,
        title: str,
        help: str = "",
        label: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._registry, self._path, self._make_body = registry, path, make_body
        self._title, self._help = title, help
        self._automatic: tuple[str, ...] | None = None
        self._default: tuple[Any, ...] = ()
        self._problems: Problems = {}
        self.entries: list[ChainEntry] = []
        self.label = PlainLabel(parent=self)
        self.label.setVisible(label)
        self.reset = make_tiny_button("reset", path, self)
        self.add = AddButton(registry, path, self)
        self.automatic = PlainLabel(parent=self)
        self.automatic.setWordWrap(True)
        self.automatic.setProperty("role", "muted")
        self.problem = make_problem_label(path, self)
        self._lay_out()
        self.add.chosen.connect(self.append)
        self.reset.clicked.connect(lambda: self._change(self._default))

    def _lay_out(self) -> None:
        top = make_row(self.label, None, self.reset, spacing=None)
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        bottom = make_row(self.add, None, spacing=None)
        make_column(top, self._column, self.automatic, self.problem, bottom, of=self, spacing=1, margins=(0, 1, 0, 1))

    def set_suits(self, suits: Callable[[type[Named]], bool]) -> None:
        """Offer only the classes for which `suits` is true."""
        self.add.suits = suits

    def set_automatic(self, titles: Sequence[str] | None) -> None:
        """What happens behind the entries by itself: titles of the core; None: not places yet."""
        self._automatic = None if titles is None else tuple(titles)
        self._set_automatic_text()

    def _set_automatic_text(self) -> None:
        if self._automatic is None:
            text = "" if self.entries or self._default else self.tr("automatic: depends on the data")
        else:
            text = self.tr("automatic: {steps}").format(steps=", ".join(core_text(t) for t in self._automatic))
            text = text if self._automatic else "" if self.entries else self.tr("automatic: nothing")
        self.automatic.setText(text)
        set_shown(self.automatic, bool(text))

    def append(self, name: str) -> None:
        """Add a fresh entry at the end, as the user does."""
        self._change((*self.draft(), {"name": name} | blank_draft(self._registry[name])))
        self.entries[-1].head.setFocus(Qt.FocusReason.OtherFocusReason)

    def shift(self, place: int, steps: int) -> None:
        """Let an entry change places with the one above (-1) or below (1), as the user does."""
        to = place + steps
        if not 0 <= to < len(self.entries):
            return
        drafts, unfolded = list(self.draft()), [entry.is_open for entry in self.entries]
        for items in (drafts, unfolded):
            items[place], items[to] = items[to], items[place]
        self._change(tuple(drafts))
        for entry, is_open in zip(self.entries, unfolded, strict=True):
            entry.set_open(is_open)
        self.entries[to].head.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_out(self, place: int) -> None:
        """Remove an entry, as the user does."""
        drafts, unfolded = list(self.draft()), [entry.is_open for entry in self.entries]
        del drafts[place], unfolded[place]
        self._change(tuple(drafts))
        for entry, is_open in zip(self.entries, unfolded, strict=True):
            entry.set_open(is_open)
        successor = self.entries[min(place, len(self.entries) - 1)].head if self.entries else self.add
        successor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self, drafts: tuple[Any, ...]) -> None:
        self.show_draft(drafts)
        self.edited.emit("", 0)

    def draft(self) -> Any:
        return tuple(entry.draft() for entry in self.entries)

    def show_draft(self, draft: Any) -> None:
        """See `Part.show_draft`; a card stays where its class stays."""
        for place, table in enumerate(draft):
            if place >= len(self.entries) or self.entries[place].cls.name != table["name"]:
                self._put(place, self._registry[table["name"]])
            self.entries[place].show_draft(table)
        for entry in self.entries[len(draft) :]:
            self._drop(entry)
        del self.entries[len(draft) :]
        for place, entry in enumerate(self.entries):
            entry.set_ends(place == 0, place == len(self.entries) - 1)
        self._set_automatic_text()

    def _put(self, place: int, cls: type[Named]) -> None:
        entry = ChainEntry(cls, join_path(self._path, str(place)), self._make_body, self)
        entry.edited.connect(lambda inner, key: self.edited.emit(join_path(str(place), inner), key))
        entry.moved.connect(lambda steps: self.shift(place, steps))
        entry.removed.connect(lambda: self.take_out(place))
        if place < len(self.entries):
            self._drop(self.entries[place])
            self.entries[place] = entry
        else:
            self.entries.append(entry)
        self._column.insertWidget(place, entry)
        entry.show()  # now, so that it can take the focus

    def _drop(self, entry: ChainEntry) -> None:
        self._column.removeWidget(entry)
        entry.hide()
        entry.deleteLater()

    def mark(self, problems: Problems, default: Any) -> None:
        self._default = default or ()
        for place, entry in enumerate(self.entries):
            entry.mark(below(problems, str(place)))
        places = {str(place) for place in range(len(self.entries))}
        self._problems = {p: s for p, s in problems.items() if p.split(".")[0] not in places}
        self._explain()
        self.wrong = bool(problems)
        self.changed = self.draft() != self._default
        set_shown(self.reset, self.changed)
        set_flag(self.label, "changed", self.changed)

    def _explain(self) -> None:
        self.problem.setText("\n".join(translate_sentence(s) for s in self._problems.values()))
        set_shown(self.problem, bool(self._problems))

    def diagnoses(self) -> dict[str, Sentence]:
        return {join_path(str(i), p): s for i, entry in enumerate(self.entries) for p, s in entry.diagnoses().items()}

    def idle(self) -> Iterator[str]:
        for place, entry in enumerate(self.entries):
            yield from (join_path(str(place), inner) for inner in entry.idle())

    def titles(self, path: str) -> list[str]:
        place, _, tail = path.partition(".")
        entry = self._entry(place)
        return [core_text(self._title), *(entry.titles(tail) if entry else [])]

    def _entry(self, place: str) -> ChainEntry | None:
        return self.entries[int(place)] if place.isdecimal() and int(place) < len(self.entries) else None

    def search(self, query: str) -> bool:
        """See `Part.search`; what can be added is found by the title of the whole, or by its own."""
        by_title = any(mentions(text, query) for text in (self._title, self._help, self._path.replace("_", " ")))
        offered = any(mentions(self._registry[name].title, query) for name in self._registry)
        matches = [entry.search("" if by_title or not query else query) for entry in self.entries]
        for entry, is_match in zip(self.entries, matches, strict=True):
            set_shown(entry, is_match)
        return not query or by_title or offered or any(matches)

    def at(self, path: str, *, unfold: bool = False) -> QWidget | None:
        """See `Part.at`; the chain as a whole is its button that adds."""
        place, _, tail = path.partition(".")
        entry = self._entry(place)
        return entry.at(tail, unfold=unfold) if entry else self.add

    def focus_order(self) -> Iterator[QWidget]:
        yield self.reset
        for entry in self.entries:
            yield from entry.focus_order()
        yield self.add

    def retranslate(self) -> None:
        title, help_ = core_text(self._title), core_text(self._help)
        self.label.setText(title)
        self.add.explain(title, help_)
        self.label.setToolTip(literal(self.add.toolTip()))
        self.reset.setToolTip(self.tr("Back to the default"))
        self.reset.setAccessibleName(self.tr("Reset {title}").format(title=title))
        for entry in self.entries:
            entry.retranslate()
        self._set_automatic_text()
        self._explain()
