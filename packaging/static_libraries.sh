#!/bin/sh
# Makes archives of the libraries that the static program is linked with. Those that Debian has as shared
# libraries only are built from Debian's own source packages, in the versions of the headers that are installed
# here. For arm64 the others are unpacked from Debian's packages of that architecture, too.
# Usage: static_libraries.sh PREFIX [amd64 | arm64]
set -eu

[ $# -eq 1 ] || [ $# -eq 2 ] || {
  echo 'usage: static_libraries.sh PREFIX [ARCH]' >&2
  exit 2
}
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1/work"
prefix=$(cd "$1" && pwd)
work=$prefix/work
arch=${2:-amd64}
jobs=${MOCKMETER_JOBS:-$(nproc)}

say() { printf '%s\n' "static_libraries.sh: $*" >&2; }

# private_apt NAME ARGUMENT...: apt with the mirrors of $work/NAME.list, which this machine's apt knows already,
# and lists of its own. The machine's configuration stays as it is, with its architectures.
private_apt() {
  name=$1
  shift
  mkdir -p "$work/$name/lists/partial" "$work/$name/cache/archives/partial"
  apt-get -q -o Dir::Etc::SourceList="$work/$name.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::State::Lists="$work/$name/lists" -o Dir::Cache="$work/$name/cache" -o APT::Sandbox::User=root "$@"
}

# list_mirrors NAME TYPE: writes $work/NAME.list, with the mirrors of Debian as lines of this type.
list_mirrors() {
  apt-get indextargets --format "$2 \$(REPO_URI) \$(CODENAME) \$(COMPONENT)" \
    'Origin: Debian' 'Created-By: Packages' | sort -u >"$work/$1.list"
}

update_sources() {
  list_mirrors sources deb-src
  private_apt sources update >&2
}

# fetch PACKAGE: unpacks the source of an installed package and sets `source` to its folder.
fetch() {
  wanted=$(dpkg-query -W -f '${source:Package}=${source:Version}' "$1")
  source=$work/source/${wanted%%=*}
  [ -e "$source.unpacked" ] && return
  [ -e "$work/sources.list" ] || update_sources
  say "the source of $wanted"
  rm -rf "$source" && mkdir -p "$source"
  (cd "$source" && private_apt sources source "$wanted" >&2) || {
    say "apt-get cannot get the source of $wanted: is there a network, and is $1 up to date?"
    exit 1
  }
  : >"$source.unpacked"
}

# for_target ARGUMENT...: apt for the packages of the other architecture, none of which is installed.
for_target() {
  private_apt target -o APT::Architecture="$arch" -o APT::Architectures="$arch" -o Dir::State::Status=/dev/null "$@"
}

# unpack_target PACKAGE...: unpacks packages of the other architecture to the prefix. Their sources must be those
# of what is installed here, so that one text names the licenses of both programs.
unpack_target() {
  mkdir -p "$work/packages"
  list_mirrors target deb
  for_target update >&2
  (cd "$work/packages" && rm -f ./*.deb && for_target download "$@" >&2) || {
    say "apt-get cannot get the packages for $arch: is there a network?"
    exit 1
  }
  stale=
  for package in "$work"/packages/*.deb; do
    name=$(dpkg-deb --field "$package" Package)
    # shellcheck disable=SC2016 # dpkg fills it in
    [ "$(dpkg-deb --show --showformat '${source:Version}' "$package")" = \
      "$(dpkg-query -W -f '${source:Version}' "$name")" ] || stale="$stale $name"
    # The C library goes to a folder of its own: its headers are those of the compiler, its archives are newer.
    folder=$prefix
    [ "$name" != libc6-dev ] || folder=$prefix/libc
    dpkg-deb --extract "$package" "$folder"
  done
  [ -z "$stale" ] || {
    say "these have another version here than for $arch, update them: apt-get install$stale"
    exit 1
  }
  # The compiler looks for headers of its architecture in a folder of the whole machine only.
  cp -a "$prefix/usr/include/$triplet/." "$prefix/usr/include"
}

# build PACKAGE OPTION...: builds the library of an installed -dev package and installs it to the prefix.
build() {
  fetch "$1"
  shift
  cmake -S "$source"/*/ -B "$source.build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_INSTALL_PREFIX="$prefix" -DCMAKE_INSTALL_LIBDIR=lib -DCMAKE_PREFIX_PATH="$prefix" \
    ${toolchain:+"-DCMAKE_TOOLCHAIN_FILE=$toolchain" "-DCMAKE_FIND_ROOT_PATH=$prefix"} \
    -DBUILD_SHARED_LIBS=OFF "$@" >&2
  cmake --build "$source.build" -j "$jobs" >&2
  cmake --install "$source.build" >&2
}

case $arch in
  amd64) toolchain= ;;
  arm64)
    toolchain=$here/arm64.cmake
    triplet=aarch64-linux-gnu
    export PKG_CONFIG_PATH='' PKG_CONFIG_SYSROOT_DIR="$prefix" PKG_CONFIG_LIBDIR="$prefix/usr/lib/$triplet/pkgconfig"
    unpack_target libc6-dev libssl-dev zlib1g-dev libbrotli-dev libre2-dev libsqlite3-dev libhiredis-dev nlohmann-json3-dev libasio-dev libcli11-dev
    ;;
  *)
    say "there is no architecture \"$arch\" here, only amd64 and arm64"
    exit 2
    ;;
esac

# The bytes of a library must not depend on where it was built.
flags="-ffile-prefix-map=$prefix=."
# ccache would shorten paths before that.
export CCACHE_BASEDIR=

build libfmt-dev -DCMAKE_CXX_FLAGS="$flags" -DFMT_TEST=OFF -DFMT_DOC=OFF
build libspdlog-dev -DCMAKE_CXX_FLAGS="$flags" -DSPDLOG_FMT_EXTERNAL=ON -DSPDLOG_BUILD_EXAMPLE=OFF
build prometheus-cpp-dev -DCMAKE_CXX_FLAGS="$flags" -DENABLE_PUSH=OFF -DENABLE_PULL=OFF \
  -DENABLE_COMPRESSION=OFF -DENABLE_TESTING=OFF -DUSE_THIRDPARTY_LIBRARIES=OFF
# Debian's own rules define the first one, too.
build libcpp-httplib-dev -DCMAKE_CXX_FLAGS="-DCPPHTTPLIB_USE_POLL $flags" -DHTTPLIB_COMPILE=ON \
  -DHTTPLIB_REQUIRE_OPENSSL=ON -DHTTPLIB_REQUIRE_ZLIB=ON -DHTTPLIB_REQUIRE_BROTLI=ON

# Its CMake build makes none, and Debian's names shared libraries.
cat >"$prefix/lib/pkgconfig/cpp-httplib.pc" <<EOF
Name: cpp-httplib
Description: A C++ HTTP/HTTPS server and client library
Version: $(dpkg-query -W -f '${source:Upstream-Version}' libcpp-httplib-dev)
Libs: -L$prefix/lib -lhttplib -lssl -lcrypto -lz -lbrotlidec -lbrotlienc -lbrotlicommon
Cflags: -I$prefix/include -DCPPHTTPLIB_OPENSSL_SUPPORT -DCPPHTTPLIB_ZLIB_SUPPORT -DCPPHTTPLIB_BROTLI_SUPPORT
EOF

# What was compiled with these headers fits Debian's shared libraries, too: libmockmeter-dev counts on it. Only what
# a library exports is said in another way.
(cd "$prefix/include" && find . -type f ! -name '*_export.h') | while read -r header; do
  cmp "$prefix/include/$header" "/usr/include/$header" >&2 || {
    say "$header is not that of Debian's package in /usr/include"
    exit 1
  }
done
say "the archives are in $prefix/lib"
