#!/bin/sh
# Builds archives of the libraries that Debian has as shared libraries only, from Debian's own source
# packages, in the versions of the headers that are installed here.
# Usage: static_libraries.sh PREFIX
set -eu

[ $# -eq 1 ] || {
  echo 'usage: static_libraries.sh PREFIX' >&2
  exit 2
}
mkdir -p "$1/work"
prefix=$(cd "$1" && pwd)
work=$prefix/work
jobs=${MOCKMETER_JOBS:-$(nproc)}

say() { printf '%s\n' "static_libraries.sh: $*" >&2; }

# apt with the sources of this machine's own mirrors. The machine's configuration stays as it is.
apt() {
  apt-get -q -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::State::Lists="$work/lists" -o Dir::Cache="$work/cache" -o APT::Sandbox::User=root "$@"
}

update_sources() {
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
  # shellcheck disable=SC2016 # apt-get fills these in
  apt-get indextargets --format 'deb-src $(REPO_URI) $(CODENAME) $(COMPONENT)' \
    'Origin: Debian' 'Created-By: Packages' | sort -u >"$work/sources.list"
  apt update >&2
}

# fetch PACKAGE: unpacks the source of an installed package and sets `source` to its folder.
fetch() {
  wanted=$(dpkg-query -W -f '${source:Package}=${source:Version}' "$1")
  source=$work/source/${wanted%%=*}
  [ -e "$source.unpacked" ] && return
  [ -e "$work/sources.list" ] || update_sources
  say "the source of $wanted"
  rm -rf "$source" && mkdir -p "$source"
  (cd "$source" && apt source "$wanted" >&2) || {
    say "apt-get cannot get the source of $wanted: is there a network, and is $1 up to date?"
    exit 1
  }
  : >"$source.unpacked"
}

# build PACKAGE OPTION...: builds the library of an installed -dev package and installs it to the prefix.
build() {
  fetch "$1"
  shift
  cmake -S "$source"/*/ -B "$source.build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_INSTALL_PREFIX="$prefix" -DCMAKE_INSTALL_LIBDIR=lib -DCMAKE_PREFIX_PATH="$prefix" \
    -DBUILD_SHARED_LIBS=OFF "$@" >&2
  cmake --build "$source.build" -j "$jobs" >&2
  cmake --install "$source.build" >&2
}

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
