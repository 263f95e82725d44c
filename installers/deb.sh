#!/usr/bin/env bash
# Builds dist/istmo_VERSION_ARCHITECTURE.deb: `make deb`.
#
# PyInstaller packs the program into one folder, from a virtual environment of its own with the
# pinned versions; dpkg-shlibdeps finds the system libraries that Qt and Python load.
set -euo pipefail
cd "$(dirname "$0")/.."

environment=build/pyinstaller
tree=build/deb
version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
architecture=$(dpkg --print-architecture)
package=dist/istmo_${version}_${architecture}.deb

if [ ! -e "$environment/stamp" ] || [ requirements/build.txt -nt "$environment/stamp" ]; then
  rm -rf "$environment"
  "${PYTHON:-python3}" -m venv "$environment"
  "$environment/bin/pip" install --quiet --disable-pip-version-check \
    --only-binary :all: --require-hashes --requirement requirements/build.txt
  touch "$environment/stamp"
fi
"$environment/bin/pip" install --quiet --disable-pip-version-check \
  --no-deps --no-build-isolation --editable . --config-settings editable_mode=compat
"$environment/bin/pyinstaller" --noconfirm --log-level ERROR \
  --distpath build/dist --workpath build/work installers/istmo.spec

rm -rf "$tree"
umask 022
mkdir -p "$tree"/{DEBIAN,usr/bin,usr/lib,usr/share/{applications,mime/packages,doc/istmo,man/man1}}
cp -a build/dist/istmo "$tree/usr/lib/istmo"
find "$tree/usr/lib/istmo" -name '__pycache__' -prune -exec rm -rf {} +
# What the wheels bring is stripped already; Python and its modules may not be.
find "$tree/usr/lib/istmo/_internal" -maxdepth 1 -name 'libpython*' -type f -exec strip --strip-unneeded {} +
find "$tree/usr/lib/istmo/_internal" -path '*lib-dynload*' -name '*.so' -exec strip --strip-unneeded {} +
find "$tree/usr/lib/istmo" -type f -exec chmod 644 {} +
chmod 755 "$tree/usr/lib/istmo/istmo"
# One program under two names: installers/start.py asks which.
ln -s ../lib/istmo/istmo "$tree/usr/bin/istmo"
ln -s ../lib/istmo/istmo "$tree/usr/bin/istmo-desktop"

cp installers/debian/istmo.desktop "$tree/usr/share/applications/"
cp resources/mime/istmo.xml "$tree/usr/share/mime/packages/"
for size in 16 24 32 48 64 128 256 512; do
  icons="$tree/usr/share/icons/hicolor/${size}x${size}/apps"
  mkdir -p "$icons"
  cp "resources/icons/istmo-$size.png" "$icons/istmo.png"
done
mkdir -p "$tree"/usr/share/icons/hicolor/scalable/{apps,mimetypes}
cp resources/icons/istmo.svg "$tree/usr/share/icons/hicolor/scalable/apps/"
cp resources/icons/istmo-plan.svg \
  "$tree/usr/share/icons/hicolor/scalable/mimetypes/application-vnd.istmo.plan+zip.svg"
for size in 16 32 48 128; do
  icons="$tree/usr/share/icons/hicolor/${size}x${size}/mimetypes"
  mkdir -p "$icons"
  cp "resources/icons/istmo-plan-$size.png" "$icons/application-vnd.istmo.plan+zip.png"
done
cp installers/debian/copyright "$tree/usr/share/doc/istmo/"
gzip -9n <CHANGELOG.md >"$tree/usr/share/doc/istmo/changelog.gz"
sed "s/@VERSION@/$version/" installers/debian/istmo.1 | gzip -9n >"$tree/usr/share/man/man1/istmo.1.gz"
ln -s istmo.1.gz "$tree/usr/share/man/man1/istmo-desktop.1.gz"
cp installers/debian/{postinst,postrm} "$tree/DEBIAN/"
chmod 755 "$tree"/DEBIAN/post*

# dpkg-shlibdeps wants to be in a source package; this is enough of one.
mkdir -p build/debian
printf 'Source: istmo\n\nPackage: istmo\nArchitecture: any\n' >build/debian/control
mapfile -t programs < <(find "$tree/usr/lib/istmo" -type f \( -name '*.so' -o -name '*.so.*' -o -name istmo \))
# Libraries that came along need no package; -x keeps theirs out.
along=()
while read -r library; do
  owner=$(dpkg-query -S "*/$library" 2>/dev/null | head -n 1 | cut -d: -f1)
  [ -z "$owner" ] || along+=("-x$owner")
done < <(find "$tree/usr/lib/istmo/_internal" -maxdepth 1 -name 'lib*.so*' -type f -printf '%f\n')
depends=$(cd build && dpkg-shlibdeps -O --ignore-missing-info --warnings=0 \
  -l"$PWD/deb/usr/lib/istmo/_internal" -l"$PWD/deb/usr/lib/istmo/_internal/PySide6/Qt/lib" \
  "${along[@]}" "${programs[@]/#/../}" | sed -n 's/^shlibs:Depends=//p')

sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" \
  -e "s/@SIZE@/$(du -sk --apparent-size "$tree/usr" | cut -f1)/" -e "s/@DEPENDS@/$depends/" \
  installers/debian/control >"$tree/DEBIAN/control"
(cd "$tree" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)

mkdir -p dist
fakeroot dpkg-deb --root-owner-group -Zxz --build "$tree" "$package" >/dev/null
echo "$package: $(du -h "$package" | cut -f1)"
