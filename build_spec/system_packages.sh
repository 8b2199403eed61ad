#!/usr/bin/env bash
# Installs what a bare Debian 12 lacks for `make setup`, `make test` and `make demo`; with `build` as its argument also what
# `make build` needs. Silent and offline when nothing is missing.
set -euo pipefail

# Command that must be there, and the package that brings it.
needed=(
    "pdftotext poppler-utils"               # the tests read printed papers back
    "qpdf qpdf"                             # and check that they are whole
    "age age"                               # the tests open our bundles with another program
    "gnome-keyring-daemon gnome-keyring"    # the tests store a key in a real keyring
    "dbus-run-session dbus-daemon"
    "Xvfb xvfb"                             # the tests open the window on a screen of their own
)
# Library that Qt's window needs, and the package that brings it.
libraries=(
    "libEGL.so.1 libegl1"
    "libGL.so.1 libgl1"
    "libxkbcommon.so.0 libxkbcommon0"
    "libdbus-1.so.3 libdbus-1-3"
    "libfontconfig.so.1 libfontconfig1"
    "libxcb-cursor.so.0 libxcb-cursor0"
    "libxkbcommon-x11.so.0 libxkbcommon-x11-0"
    "libxcb-icccm.so.4 libxcb-icccm4"
    "libxcb-keysyms.so.1 libxcb-keysyms1"
    "libxcb-image.so.0 libxcb-image0"
    "libxcb-render-util.so.0 libxcb-render-util0"
    "libxcb-shape.so.0 libxcb-shape0"
)

if [ "${1:-}" = build ]; then
    needed+=("objcopy binutils")
    # Debian's own Python runs without its library; a frozen program does not.
    own=$(basename "$(readlink -f /usr/bin/python3)")
    [ "$(readlink -f .venv/bin/python)" != "/usr/bin/$own" ] || libraries+=("lib$own.so.1.0 lib$own")
fi

missing=()
for line in "${libraries[@]}"; do
    read -r library package <<<"$line"
    /sbin/ldconfig -p | grep -q "^[[:space:]]*${library//./\\.} " || missing+=("$package")
done
for line in "${needed[@]}"; do
    read -r command package <<<"$line"
    command -v "$command" >/dev/null || missing+=("$package")
done

python=$(command -v python3.11 || command -v python3 || true)
if [ -z "$python" ]; then
    missing+=(python3 python3-venv)
elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    missing+=(python3-venv)
fi

[ "${#missing[@]}" -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "This is not a Debian system, so nothing was installed. Please install what Debian calls: ${missing[*]}" >&2
    exit 1
fi

if [ "$(id -u)" -eq 0 ]; then
    as_root=()
elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    as_root=(sudo)
else
    echo "Missing system packages, and neither root nor sudo to install them: ${missing[*]}" >&2
    echo "Please have them installed: apt-get install ${missing[*]}" >&2
    exit 1
fi

"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
