#!/bin/sh
# Makes the Debian packages: the static program, which depends on nothing, and, when the tree has the
# archive, libmockmeter-dev for programs that call find_package(mockmeter).
# Usage: deb.sh INSTALL_TREE OUT_DIR [ARCH]
set -eu
. "$(dirname "$0")/common.sh"
start_package "$@"

# make_package NAME: packs what stands in $root/NAME, with its documentation, control file and overrides.
# Debian keeps the text of the license in one place.
make_package() {
  package=$root/$1
  doc=$package/usr/share/doc/$1
  mkdir -p "$doc" "$package/DEBIAN"
  cp "$tree"/share/doc/mockmeter/*.md "$doc"
  cat packaging/debian/copyright "$tree/share/doc/mockmeter/THIRD-PARTY" >"$doc/copyright"
  {
    fill packaging/debian/changelog | sed "s/@PACKAGE@/$1/"
    date -R -d "@$SOURCE_DATE_EPOCH"
  } | gzip -9n >"$doc/changelog.gz"
  if [ -e "packaging/debian/$1.lintian-overrides" ]; then
    mkdir -p "$package/usr/share/lintian/overrides"
    cp "packaging/debian/$1.lintian-overrides" "$package/usr/share/lintian/overrides/$1"
  fi
  kilobytes=$(du -sk --apparent-size "$package/usr" | cut -f 1)
  fill "packaging/debian/$1.control" |
    sed "s/@INSTALLED_SIZE@/$kilobytes/; s/@DEPENDS@/${depends:-}/" >"$package/DEBIAN/control"
  (cd "$package" && find usr -type f | sort | xargs md5sum >DEBIAN/md5sums)
  settle "$package"
  dpkg-deb --root-owner-group --threads-max=1 -Zxz --build "$package" "$out/${1}_${version}_$arch.deb" >&2
}

make_program_package() {
  mkdir -p "$root/mockmeter/usr"
  cp -a "$tree/bin" "$tree/share" "$root/mockmeter/usr"
  rm -r "$root/mockmeter/usr/share/doc"
  find "$root/mockmeter/usr/share/man" -name '*.1' -exec gzip -9n {} +
  make_package mockmeter
}

# same_version PACKAGE: a dependency on the upstream version that is installed here, whatever its revision.
# These libraries change their interface in any version, and their headers are in the archive.
same_version() {
  installed=$(dpkg-query -W -f '${Version}' "$1")
  printf '%s (>= %s), %s (<< %s.0), ' "$1" "${installed%-*}" "$1" "${installed%-*}"
}

make_library_package() {
  mkdir -p "$root/libmockmeter-dev/usr"
  cp -a "$tree/include" "$tree/lib" "$root/libmockmeter-dev/usr"
  depends=$(
    for package in libcpp-httplib-dev libfmt-dev libre2-dev libspdlog-dev prometheus-cpp-dev; do
      same_version "$package"
    done
    echo 'libhiredis-dev (>= 0.14), libsqlite3-dev (>= 3.40), libssl-dev (>= 3.0), pkg-config, zlib1g-dev'
  )
  make_package libmockmeter-dev
}

make_program_package
if [ -e "$tree/lib/libmockmeter.a" ]; then make_library_package; fi
