#!/bin/sh
# Makes dist/ from one install tree: the static program, and everything that carries it to users; with
# --arch arm64 the same for arm64, too. The same commit on the same Debian packages gives the same bytes.
# Usage: release.sh [--arch arm64] [OUT_DIR], dist/ unless it is given. ./dev release installs what this needs.
set -eu
. "$(dirname "$0")/common.sh"

out=dist
architectures=amd64
jobs=${MOCKMETER_JOBS:-$(nproc)}
while [ $# -gt 0 ]; do
  case $1 in
    --arch)
      check_architecture "${2:-}"
      [ "$2" = amd64 ] || architectures="amd64 $2"
      shift
      ;;
    -*) die 'usage: release.sh [--arch arm64] [OUT_DIR]' ;;
    *) out=$1 ;;
  esac
  shift
done

[ "$(dpkg --print-architecture)" = amd64 ] || die 'a release is made on amd64 only'

# The packages whose code is in the static program.
linked='libcpp-httplib-dev libspdlog-dev libfmt-dev prometheus-cpp-dev libssl-dev
zlib1g-dev libbrotli-dev libre2-dev libsqlite3-dev libhiredis-dev nlohmann-json3-dev libasio-dev libcli11-dev'

# third_party PACKAGE...: the licenses of these packages, too, ask to be passed on.
third_party() {
  echo 'mockmeter contains the following software, as Debian distributes it.'
  # shellcheck disable=SC2086 # a list
  set -- "$@" $linked
  for package in "$@"; do
    printf '\n===== %s\n\n' "$(dpkg-query -W -f '${source:Package} ${source:Version}' "$package")"
    cat "/usr/share/doc/$package/copyright"
  done
  printf '\n===== valijson\n\n'
  cat build/packages/usr/share/doc/libvalijson-dev/copyright
  printf '\n===== uPlot\n\n'
  cat server/dashboard/uplot-LICENSE.txt
}

# Sets `tree` to the folder with what is packed for this architecture, and `name`.
choose() {
  arch=$1
  tree=build/static_tree_$arch
  name=mockmeter-$version-linux-$arch
}

build_amd64() {
  [ -e build/static_libraries/lib/pkgconfig/cpp-httplib.pc ] ||
    sh packaging/static_libraries.sh build/static_libraries
  cmake --preset static >&2
  cmake --build --preset static -j "$jobs" >&2
  rm -rf "$tree"
  cmake --install build/static --prefix "$tree" >&2
  strip --remove-section=.comment --remove-section=.note "$tree/bin/mockmeter"
  strip --strip-debug --enable-deterministic-archives --remove-section=.comment --remove-section=.note \
    "$tree/lib/libmockmeter.a"
  third_party libc6-dev libstdc++-12-dev >"$tree/share/doc/mockmeter/THIRD-PARTY"
  settle "$tree"
}

# The program for arm64 does not run here: its manual pages and completions are those of the one for amd64.
build_arm64() {
  [ -e build/static_libraries_arm64/lib/pkgconfig/cpp-httplib.pc ] ||
    sh packaging/static_libraries.sh build/static_libraries_arm64 arm64
  cmake --preset static_arm64 >&2
  cmake --build --preset static_arm64 -j "$jobs" >&2
  rm -rf "$tree"
  mkdir -p "$tree/bin"
  cp build/static_arm64/mockmeter "$tree/bin"
  aarch64-linux-gnu-strip --remove-section=.comment --remove-section=.note "$tree/bin/mockmeter"
  cp -a build/static_tree_amd64/share "$tree"
  third_party libc6-dev libstdc++-12-dev-arm64-cross >"$tree/share/doc/mockmeter/THIRD-PARTY"
  settle "$tree"
}

# The action knows the version that it was released with.
make_action() {
  mkdir -p "$out/action"
  cp packaging/action/action.yml conformance/starters/get-mockmeter.sh "$out/action"
  fill packaging/action/start.sh >"$out/action/start.sh"
}

# The program and its pages, without what is for developers in C++.
user_files() {
  mkdir -p "$1"
  cp -a "$tree/bin" "$tree/share" "$1"
}

make_tarball() {
  scratch=$(mktemp -d)
  user_files "$scratch/$name"
  pack "$scratch" | gzip -9n >"$out/$name.tar.gz"
  rm -rf "$scratch"
}

for each in $architectures; do
  choose "$each"
  "build_$each"
done
rm -rf "$out"
mkdir -p "$out"
for each in $architectures; do
  choose "$each"
  cp "$tree/bin/mockmeter" "$out/$name"
  make_tarball
  sh packaging/deb.sh "$tree" "$out" "$arch"
  sh packaging/npm.sh "$tree" "$out" "$arch"
  sh packaging/image.sh "$tree" "$out" "$arch"
done
make_action
sums=$(cd "$out" && find . -type f | sed 's|^\./||' | sort | xargs sha256sum)
printf '%s\n' "$sums" >"$out/SHA256SUMS"
settle "$out"
say "made in $out/:"
(cd "$out" && ls -l) >&2
