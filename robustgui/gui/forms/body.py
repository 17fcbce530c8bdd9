"""All fields of one settings class: conditional ones are shown where they apply, advanced ones unfold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from ...base.errors import Sentence
from ...base.settings import Settings
from ..i18n.sentences import translate_sentence
from ..widgets.layouts import make_column
from .chain_part import ChainPart
from .choice_part import ChoicePart
from .fields import Field, Kind, blank_draft, fields_of
from .part import Part, Problems, below, join_path, make_problem_label, set_shown
from .row import FieldRow
from .section import Section


class Body(Part):
    """The rows of `cls`; with `sections` its choices of a class get headlines of their own.

    With `only` the fields of these names are shown, in that order and unfolded; the others are held unseen.
    """

    def __init__(
        self,
        cls: type[Settings],
        path: str = "",
        parent: QWidget | None = None,
        *,
        sections: bool = False,
        only: Sequence[str] = (),
    ) -> None:
        super().__init__(parent)
        self._only = tuple(only)
        self._fields = {field.name: field for field in fields_of(cls)}
        self._unfolded = False
        self._query = ""
        self._problems: Problems = {}
        self.problem = make_problem_label(path, self)
        self.fold = QToolButton(self)
        self.fold.setObjectName(f"{path}:advanced")
        self.fold.setProperty("role", "fold")
        self.fold.setAutoRaise(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.fold.clicked.connect(lambda: self._unfold(not self._unfolded))
        defaults = blank_draft(cls)
        self.parts: dict[str, Part] = {}
        layout = make_column(self.problem, of=self, spacing=1)
        for field in self._in_order():
            if field.advanced and not self._only and layout.indexOf(self.fold) < 0:
                layout.addWidget(self.fold)
            part = _part(field, join_path(path, field.name), defaults.get(field.name), sections, self)
            part.edited.connect(lambda inner, key, name=field.name: self.edited.emit(join_path(name, inner), key))
            self.parts[field.name] = part
            layout.addWidget(part)
        self.show_draft(defaults)
        self._arrange()

    def _in_order(self) -> list[Field]:
        """From top to bottom: as declared, advanced ones last, or as `only` wants it."""
        if self._only:
            others = (field for name, field in self._fields.items() if name not in self._only)
            return [*(self._fields[name] for name in self._only), *others]
        return sorted(self._fields.values(), key=lambda field: field.advanced)

    def draft(self) -> Any:
        """See `Part.draft`; in the order of the declaration."""
        return {name: self.parts[name].draft() for name in self._fields}

    def show_draft(self, draft: Any) -> None:
        for name, value in draft.items():
            self.parts[name].show_draft(value)

    def mark(self, problems: Problems, default: Any) -> None:
        """See `Part.mark`; what belongs to no field is explained on top."""
        for name, part in self.parts.items():
            part.mark(below(problems, name), (default or {}).get(name))
        self._problems = {p: s for p, s in problems.items() if p.split(".")[0] not in self.parts}
        set_shown(self.problem, bool(self._problems))
        self._explain()
        self.wrong = bool(self._problems) or any(part.wrong for part in self.parts.values())
        self.changed = any(part.changed for part in self.parts.values())
        self._arrange()

    def _explain(self) -> None:
        self.problem.setText("\n".join(translate_sentence(s) for s in self._problems.values()))

    def _applies(self, field: Field) -> bool:
        if field.when is None:
            return True
        sibling, values = field.when
        return self.parts[sibling].draft() in values and self._applies(self._fields[sibling])

    def _unfold(self, unfolded: bool) -> None:
        self._unfolded = unfolded
        self._arrange()

    def _arrange(self) -> None:
        """Show what applies and is unfolded, matches the search, or has a problem."""
        advanced = [(f, self.parts[f.name]) for f in self._fields.values() if f.advanced and self._applies(f)]
        unfolded = self._unfolded or any(part.wrong for _, part in advanced)
        for name, field in self._fields.items():
            part = self.parts[name]
            is_visible = part.search(self._query) if self._query else not field.advanced or unfolded
            is_visible = name in self._only if self._only else is_visible
            set_shown(part, is_visible and self._applies(field))
        set_shown(self.fold, bool(advanced) and not self._query and not self._only)
        self.fold.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
        self._set_fold_text(any(part.changed for _, part in advanced))

    def _set_fold_text(self, changed: bool) -> None:
        self.fold.setText(self.tr("More settings") + (" •" if changed else ""))

    def diagnoses(self) -> dict[str, Sentence]:
        return {join_path(name, p): s for name, part in self.parts.items() for p, s in part.diagnoses().items()}

    def idle(self) -> Iterator[str]:
        for name, field in self._fields.items():
            if self._applies(field):
                yield from (join_path(name, inner) for inner in self.parts[name].idle())
            else:
                yield name

    def titles(self, path: str) -> list[str]:
        name, _, tail = path.partition(".")
        return self.parts[name].titles(tail) if name in self.parts else []

    def search(self, query: str) -> bool:
        self._query = query
        if not query:
            for part in self.parts.values():
                part.search("")
        self._arrange()
        return any(part.search(query) and self._applies(self._fields[name]) for name, part in self.parts.items())

    def at(self, path: str, *, unfold: bool = False) -> QWidget | None:
        """See `Part.at`; the class as a whole is entered at its first field."""
        name, _, tail = path.partition(".")
        name = name or next(iter(self._fields), "")
        if name not in self.parts:
            return None
        if unfold and self._fields[name].advanced:
            self._unfold(True)
        return self.parts[name].at(tail, unfold=unfold)

    def part_at(self, path: str) -> Part | None:
        name, _, tail = path.partition(".")
        return self if not path else self.parts[name].part_at(tail) if name in self.parts else None

    def focus_order(self) -> Iterator[QWidget]:
        for name, part in self.parts.items():
            if self._fields[name].advanced:
                yield self.fold
            yield from part.focus_order()

    def retranslate(self) -> None:
        for part in self.parts.values():
            part.retranslate()
        self.fold.setToolTip(self.tr("Settings that are rarely changed"))
        self._set_fold_text(self.fold.text().endswith("•"))
        self._explain()


def _part(field: Field, path: str, default: Any, sections: bool, parent: QWidget) -> Part:
    """The part for one field; nested classes fold under a headline."""
    if field.kind is Kind.NESTED:
        assert field.nested is not None
        nested = field.nested
        return Section(lambda inside: Body(nested, path, inside), field.title, field.help, path, parent)
    if field.kind is Kind.ONE_OF:
        assert field.registry is not None
        choice = partial(ChoicePart, field.registry, path, Body, title=field.title, help=field.help, default=default)
        if sections:
            return Section(lambda inside: choice(label=False, parent=inside), field.title, field.help, path, parent)
        return choice(parent=parent)
    if field.kind is Kind.CHAIN:
        assert field.registry is not None
        chain = partial(ChainPart, field.registry, path, Body, title=field.title, help=field.help)
        if sections:
            return Section(lambda inside: chain(label=False, parent=inside), field.title, field.help, path, parent)
        return chain(parent=parent)
    return FieldRow(field, path, parent=parent)
