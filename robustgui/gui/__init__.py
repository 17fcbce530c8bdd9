"""The window: the only place that names PySide6 and pyqtgraph. Never imports torch."""
