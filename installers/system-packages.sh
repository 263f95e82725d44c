#!/usr/bin/env bash
# Brings the operating system's packages that a task needs: system-packages.sh GROUP
#
#   setup   Python's own venv module, where the distribution splits it off
#   run     the libraries Qt loads to open a window (X11 and Wayland) and to print
#   test    those, and programs that read PDFs and sealed files back and give tests a screen
#   packet  the program that turns a PDF into pictures
#   deb     the programs that build a Debian package
#
# Debian and Ubuntu: what is missing is installed with apt, through sudo when not root.
# Elsewhere: it says what to install and stops. Where nothing is missing it only looks, once.
set -euo pipefail

group=${1:?usage: system-packages.sh setup|run|test|packet|deb}

# Debian's package, then what proves it is there elsewhere: a library (.so) or a program.
# Found with: ldd over Qt's platform, platform integration, print and PDF libraries.
libraries='
libbrotli1            libbrotlidec.so.1
libcups2              libcups.so.2
libdbus-1-3           libdbus-1.so.3
libdrm2               libdrm.so.2
libegl1               libEGL.so.1
libfontconfig1        libfontconfig.so.1
libfreetype6          libfreetype.so.6
libgl1                libGL.so.1
libglib2.0-0          libglib-2.0.so.0
libgssapi-krb5-2      libgssapi_krb5.so.2
libwayland-client0    libwayland-client.so.0
libwayland-cursor0    libwayland-cursor.so.0
libwayland-egl1       libwayland-egl.so.1
libx11-6              libX11.so.6
libx11-xcb1           libX11-xcb.so.1
libxcb1               libxcb.so.1
libxcb-cursor0        libxcb-cursor.so.0
libxcb-glx0           libxcb-glx.so.0
libxcb-icccm4         libxcb-icccm.so.4
libxcb-image0         libxcb-image.so.0
libxcb-keysyms1       libxcb-keysyms.so.1
libxcb-randr0         libxcb-randr.so.0
libxcb-render0        libxcb-render.so.0
libxcb-render-util0   libxcb-render-util.so.0
libxcb-shape0         libxcb-shape.so.0
libxcb-shm0           libxcb-shm.so.0
libxcb-sync1          libxcb-sync.so.1
libxcb-util1          libxcb-util.so.1
libxcb-xfixes0        libxcb-xfixes.so.0
libxcb-xkb1           libxcb-xkb.so.1
libxkbcommon0         libxkbcommon.so.0
libxkbcommon-x11-0    libxkbcommon-x11.so.0
libzstd1              libzstd.so.1
xkb-data              -
zlib1g                libz.so.1
'
screen='
age                   age
calcurse              calcurse
jwm                   jwm
libreoffice-calc-nogui soffice
python3-uno           -
poppler-utils         pdftoppm
qpdf                  qpdf
xauth                 xauth
xvfb                  Xvfb
'
packaging='
binutils              objdump
dpkg-dev              dpkg-buildpackage
fakeroot              fakeroot
'
pictures='
poppler-utils         pdftoppm
'

case $group in
  setup)
    python=${PYTHON:-python3}
    if "$python" -c 'import ensurepip, venv' 2>/dev/null; then exit 0; fi
    wanted='
python3-venv          -
' ;;
  run) wanted=$libraries ;;
  test) wanted=$libraries$screen ;;
  packet) wanted=$pictures ;;
  deb) wanted=$libraries$packaging ;;
  *) echo "system-packages.sh: no group named '$group'" >&2; exit 2 ;;
esac

say() { printf '%s\n' "$*" >&2; }

missing_on_debian() {
  # Newer releases give some libraries the ending t64; either name will do.
  local package probe asked=() installed
  while read -r package probe; do
    [ -n "$package" ] && asked+=("$package" "${package}t64")
  done <<<"$wanted"
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${asked[@]}" 2>/dev/null || true)
  while read -r package probe; do
    [ -n "$package" ] || continue
    case $'\n'$installed$'\n' in
      *$'\n'"installed $package"$'\n'* | *$'\n'"installed ${package}t64"$'\n'*) ;;
      *) echo "$package" ;;
    esac
  done <<<"$wanted"
}

missing_elsewhere() {
  local package probe cache=
  cache=$( (PATH=$PATH:/sbin:/usr/sbin ldconfig -p) 2>/dev/null || true)
  while read -r package probe; do
    case $probe in
      '') ;;
      -) if [ "$group" = setup ]; then echo "$package"; fi ;;
      *.so.*) case $cache in *"$probe "*) ;; *) echo "$package ($probe)" ;; esac ;;
      *) command -v "$probe" >/dev/null || echo "$package ($probe)" ;;
    esac
  done <<<"$wanted"
}

if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
  mapfile -t missing < <(missing_on_debian)
  [ ${#missing[@]} -gt 0 ] || exit 0
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      say "Istmo needs these packages. As root, run:"
      say "    apt-get update && apt-get install --no-install-recommends ${missing[*]}"
      exit 1
    fi
    as_root=(sudo)
  fi
  say "Installing what '$group' needs from your system's packages: ${missing[*]}"
  ${as_root[@]+"${as_root[@]}"} apt-get update -qq >/dev/null
  ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive \
    apt-get install -qq --yes --no-install-recommends "${missing[@]}" >/dev/null
  exit 0
fi

case $(uname -s) in
  Linux) ;;
  Darwin)
    # Qt's wheels carry all they need here, and the tests draw off screen.
    wanted=$(grep -E '^(age|poppler-utils|qpdf) ' <<<"$wanted" || true)
    [ -n "$wanted" ] && [ -n "$(missing_elsewhere)" ] || exit 0
    say "Istmo needs these programs. Install them with: brew install age poppler qpdf"
    exit 1 ;;
  *) exit 0 ;;
esac

mapfile -t missing < <(missing_elsewhere)
[ ${#missing[@]} -gt 0 ] || exit 0
say "Istmo needs packages that this system does not have. By Debian's names, with the library or"
say "program each one must provide:"
printf '    %s\n' "${missing[@]}" >&2
if command -v dnf >/dev/null; then
  say "On Fedora and its relatives they come with:"
  case $group in
    setup) say "    sudo dnf install python3" ;;
    packet) say "    sudo dnf install poppler-utils" ;;
    deb) say "    sudo dnf install dpkg-dev fakeroot binutils" ;;
  esac
  case $group in run | test | deb)
    say "    sudo dnf install brotli cups-libs dbus-libs fontconfig freetype glib2 krb5-libs libdrm \\"
    say "        libglvnd-egl libglvnd-glx libwayland-client libwayland-cursor libwayland-egl libX11 \\"
    say "        libX11-xcb libxcb libxkbcommon libxkbcommon-x11 libzstd xcb-util xcb-util-cursor \\"
    say "        xcb-util-image xcb-util-keysyms xcb-util-renderutil xcb-util-wm xkeyboard-config zlib" ;;
  esac
  [ "$group" != test ] || say "    sudo dnf install age calcurse jwm libreoffice-calc libreoffice-pyuno poppler-utils qpdf xorg-x11-server-Xvfb xorg-x11-xauth"
elif command -v pacman >/dev/null; then
  say "On Arch and its relatives they come with:"
  case $group in
    setup) say "    sudo pacman -S python" ;;
    packet) say "    sudo pacman -S poppler" ;;
    deb) say "    sudo pacman -S dpkg fakeroot binutils" ;;
  esac
  case $group in run | test | deb)
    say "    sudo pacman -S brotli dbus fontconfig freetype2 glib2 krb5 libcups libdrm libglvnd libx11 \\"
    say "        libxcb libxkbcommon libxkbcommon-x11 wayland xcb-util xcb-util-cursor xcb-util-image \\"
    say "        xcb-util-keysyms xcb-util-renderutil xcb-util-wm xkeyboard-config zlib zstd" ;;
  esac
  [ "$group" != test ] || say "    sudo pacman -S age calcurse jwm libreoffice-still poppler qpdf xorg-server-xvfb xorg-xauth"
fi
say "Then run the same command again."
exit 1
