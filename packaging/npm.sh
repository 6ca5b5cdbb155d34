#!/bin/sh
# Makes the npm packages: the program for one platform, and a launcher that depends optionally on every
# platform's package in OUT_DIR. Nothing is downloaded and no script runs when they are installed.
# Usage: npm.sh INSTALL_TREE OUT_DIR [ARCH]
set -eu
. "$(dirname "$0")/common.sh"
start_package "$@"

case $arch in
  amd64) cpu=x64 ;; # as Node.js calls it
  *) cpu=$arch ;;
esac

# make_package NAME: packs what stands in $root/NAME/package.
make_package() {
  cp LICENSE "$root/$1/package"
  settle "$root/$1"
  pack "$root/$1" | gzip -9n >"$out/$1-$version.tgz"
}

make_platform() {
  package=$root/mockmeter-linux-$cpu/package
  mkdir -p "$package/bin"
  fill packaging/npm/platform/package.json | sed "s/@CPU@/$cpu/g" >"$package/package.json"
  cp "$tree/bin/mockmeter" "$package/bin"
  cp "$tree/share/doc/mockmeter/THIRD-PARTY" "$package"
  make_package "mockmeter-linux-$cpu"
}

make_launcher() {
  package=$root/mockmeter/package
  mkdir -p "$package"
  platforms=
  for file in "$out"/mockmeter-linux-*-"$version.tgz"; do
    name=${file##*/}
    platforms="$platforms${platforms:+, }\"${name%"-$version.tgz"}\": \"$version\""
  done
  fill packaging/npm/launcher/package.json | sed "s/@PLATFORMS@/$platforms/" >"$package/package.json"
  cp packaging/npm/launcher/mockmeter.js README.md "$package"
  chmod +x "$package/mockmeter.js"
  make_package mockmeter
}

make_platform
make_launcher
