#!/bin/sh
# Makes the npm packages: a launcher, and the program for one platform, on which the launcher depends
# optionally. Nothing is downloaded and no script runs when they are installed.
# Usage: npm.sh INSTALL_TREE OUT_DIR
set -eu
. "$(dirname "$0")/common.sh"
start_package "$@"

# make_package NAME: packs what stands in $root/NAME/package.
make_package() {
  cp LICENSE "$root/$1/package"
  settle "$root/$1"
  pack "$root/$1" | gzip -9n >"$out/$1-$version.tgz"
}

mkdir -p "$root/mockmeter/package" "$root/mockmeter-linux-x64/package/bin"
fill packaging/npm/launcher/package.json >"$root/mockmeter/package/package.json"
cp packaging/npm/launcher/mockmeter.js README.md "$root/mockmeter/package"
chmod +x "$root/mockmeter/package/mockmeter.js"
make_package mockmeter

fill packaging/npm/platform/package.json >"$root/mockmeter-linux-x64/package/package.json"
cp "$tree/bin/mockmeter" "$root/mockmeter-linux-x64/package/bin"
cp "$tree/share/doc/mockmeter/THIRD-PARTY" "$root/mockmeter-linux-x64/package"
make_package mockmeter-linux-x64
