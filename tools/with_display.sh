#!/usr/bin/env bash
# Runs a command on a virtual screen of its own with a window manager: without one, shortcuts and focus do not come about.
set -eu
unset QT_QPA_PLATFORM WAYLAND_DISPLAY
exec xvfb-run --auto-servernum --server-args='-screen 0 1600x1000x24' bash -c '
    openbox >/dev/null 2>&1 & manager=$!
    trap "kill $manager 2>/dev/null; wait $manager 2>/dev/null || true" EXIT
    for _ in $(seq 100); do xdotool get_num_desktops >/dev/null 2>&1 && break; done
    "$@"
' bash "$@"
