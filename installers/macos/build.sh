#!/usr/bin/env bash
# Builds dist/istmo-VERSION.dmg on macOS, with Python 3.11 or newer: installers/macos/build.sh
#
# NOT YET RUN: written beside installers/deb.sh, which is; nobody has tried it on a Mac so far.
# The application is not signed: on the first start, open it with a right click and "Open".
set -euo pipefail
cd "$(dirname "$0")/../.."

environment=build/pyinstaller
version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)

make setup
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
cp resources/icons/istmo-plan.icns build/dist/Istmo.app/Contents/Resources/

mkdir -p dist
hdiutil create -quiet -ov -format UDZO -volname Istmo \
  -srcfolder build/dist/Istmo.app "dist/istmo-$version.dmg"
echo "dist/istmo-$version.dmg"
