#!/bin/sh
# Makes dist/ from one install tree: the static program, and everything that carries it to users.
# The same commit on the same Debian packages gives the same bytes.
# Usage: release.sh [OUT_DIR], dist/ unless it is given. ./dev release installs what this needs.
set -eu
. "$(dirname "$0")/common.sh"

out=${1:-dist}
tree=build/static_tree
name=mockmeter-$version-linux-amd64
jobs=${MOCKMETER_JOBS:-$(nproc)}

[ "$(dpkg --print-architecture)" = amd64 ] || die 'only amd64 can be built here yet'

# The packages whose code is in the static program, and who asks for them.
linked='libc6-dev libstdc++-12-dev libcpp-httplib-dev libspdlog-dev libfmt-dev prometheus-cpp-dev libssl-dev
zlib1g-dev libbrotli-dev libre2-dev nlohmann-json3-dev libasio-dev libcli11-dev'

# Their licenses ask to be passed on.
third_party() {
  echo 'mockmeter contains the following software, as Debian distributes it.'
  for package in $linked; do
    printf '\n===== %s\n\n' "$(dpkg-query -W -f '${source:Package} ${source:Version}' "$package")"
    cat "/usr/share/doc/$package/copyright"
  done
  printf '\n===== valijson\n\n'
  cat build/packages/usr/share/doc/libvalijson-dev/copyright
}

build_tree() {
  [ -e build/static_libraries/lib/pkgconfig/cpp-httplib.pc ] ||
    sh packaging/static_libraries.sh build/static_libraries
  cmake --preset static >&2
  cmake --build --preset static -j "$jobs" >&2
  rm -rf "$tree"
  cmake --install build/static --prefix "$tree" >&2
  strip --remove-section=.comment --remove-section=.note "$tree/bin/mockmeter"
  strip --strip-debug --enable-deterministic-archives --remove-section=.comment --remove-section=.note \
    "$tree/lib/libmockmeter.a"
  third_party >"$tree/share/doc/mockmeter/THIRD-PARTY"
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

build_tree
rm -rf "$out"
mkdir -p "$out"
cp "$tree/bin/mockmeter" "$out/$name"
make_tarball
sh packaging/deb.sh "$tree" "$out"
sh packaging/npm.sh "$tree" "$out"
sh packaging/image.sh "$tree" "$out"
make_action
sums=$(cd "$out" && find . -type f | sed 's|^\./||' | sort | xargs sha256sum)
printf '%s\n' "$sums" >"$out/SHA256SUMS"
settle "$out"
say "made in $out/:"
(cd "$out" && ls -l) >&2
