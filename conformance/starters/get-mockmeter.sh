#!/bin/sh
# Puts the released program into a folder: sh get-mockmeter.sh FOLDER. MOCKMETER_DIST names where the released
# files are, a folder or a URL, and MOCKMETER_VERSION the version.
set -eu

fail() {
  echo "mockmeter: $*" >&2
  exit 1
}

# get FILE: from the place of the released files to the folder.
get() {
  case $MOCKMETER_DIST in
    http://* | https://*) curl -fsSL -o "$folder/$1" "$MOCKMETER_DIST/$1" ;;
    *) cp "$MOCKMETER_DIST/$1" "$folder/$1" ;;
  esac || fail "$MOCKMETER_DIST/$1 cannot be read: MOCKMETER_DIST must name the released files of $MOCKMETER_VERSION"
}

[ $# -eq 1 ] || fail 'usage: sh get-mockmeter.sh FOLDER'
[ -n "${MOCKMETER_DIST:-}" ] || fail 'set MOCKMETER_DIST to where the released files are, a folder or a URL'
[ -n "${MOCKMETER_VERSION:-}" ] || fail 'set MOCKMETER_VERSION to the version of the released files'
system="$(uname -s) $(uname -m)"
case $system in
  'Linux x86_64') arch=amd64 ;;
  'Linux aarch64') arch=arm64 ;;
  *) fail "there is no program for $system, only for Linux x86_64 and Linux aarch64" ;;
esac
folder=$1
name=mockmeter-$MOCKMETER_VERSION-linux-$arch
mkdir -p "$folder" 2>/dev/null || fail "$folder cannot be made: name a folder that you can write to"
get SHA256SUMS
grep -q "  $name\$" "$folder/SHA256SUMS" ||
  fail "$MOCKMETER_DIST has no $name for $system: make it with ./dev release --arch $arch"
get "$name"
(cd "$folder" && grep "  $name\$" SHA256SUMS | sha256sum --check --quiet) ||
  fail "$MOCKMETER_DIST/$name is damaged"
mv "$folder/$name" "$folder/mockmeter"
chmod +x "$folder/mockmeter"
