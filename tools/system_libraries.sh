#!/usr/bin/env bash
# Makes sure that the system libraries are there which no Python package brings: `run` for a window, `test` for all tests.
# As root on Debian or Ubuntu it installs what is missing; elsewhere it says what is missing and stops.
set -eu

run="libglib2.0-0 libegl1 libgl1 libxkbcommon0 libfontconfig1 libdbus-1-3 libxcb-cursor0 libxkbcommon-x11-0 \
libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libx11-xcb1"
test="xvfb xauth xdotool openbox libgl1-mesa-dri fonts-wqy-microhei"

[ "$(uname -s)" = Linux ] || exit 0  # the wheels for Windows and macOS bring everything

wanted=$run
[ "${1:-run}" = test ] && wanted="$run $test"

if ! command -v dpkg-query >/dev/null; then
    # Another distribution: ask the loader rather than guess package names.
    plugins=$(find .venv -path '*PySide6/Qt/plugins/platforms/libqxcb.so' 2>/dev/null | head -n 1)
    [ -n "$plugins" ] || exit 0
    missing=$(ldd "$plugins" | awk '/not found/ {print $1}' | sort -u | tr '\n' ' ')
    [ -z "$missing" ] && exit 0
    echo "The window needs these system libraries, which your system does not have: $missing" >&2
    echo "Install the packages that bring them, then run the same command again." >&2
    exit 1
fi

present() { # the package, or its successor on newer releases (libglib2.0-0t64)
    dpkg-query -W -f '${Status}\n' "$1" "$1t64" 2>/dev/null | grep -q '^install ok installed'
}

missing=""
for package in $wanted; do
    present "$package" || missing="$missing $package"
done
if [ "${1:-run}" = run ] && ! fc-list :lang=zh 2>/dev/null | grep -q .; then
    missing="$missing fonts-wqy-microhei"  # without a Chinese font the Chinese window shows boxes
fi
[ -z "$missing" ] && exit 0

if [ "$(id -u)" != 0 ]; then
    echo "These system packages are missing:$missing" >&2
    echo "Install them with:  sudo apt-get install --no-install-recommends$missing" >&2
    exit 1
fi
echo "Installing system packages:$missing"
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
