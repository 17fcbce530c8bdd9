"""How long it takes from the start of the process until the window has been painted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time

CHILD = """
import time
from robustgui.gui import app as program
from robustgui.gui.main_window import MainWindow
from robustgui.gui.settings_store import SettingsStore
app = program.make_application()
store = SettingsStore()
program.dress(app, store, "", "")
window = MainWindow(store)
window.painted.connect(lambda: (print(time.time(), flush=True), app.exit()))
window.show()
app.exec()
"""


def main() -> None:
    """Start one window and print the time."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"ROBUSTGUI_CONFIG": folder, "ROBUSTGUI_RUNS": folder}
        began = time.time()
        done = subprocess.run([sys.executable, "-c", CHILD], stdout=subprocess.PIPE, env=environment, check=True)
    print(json.dumps({"painted_s": float(done.stdout) - began}))


if __name__ == "__main__":
    main()
