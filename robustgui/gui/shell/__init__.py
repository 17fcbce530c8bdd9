"""The parts of the main window: navigation, pages that are built when needed, notices, status, closing."""
