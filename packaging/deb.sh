#!/bin/sh
# Makes the Debian package of the static program. It depends on nothing.
# Usage: deb.sh INSTALL_TREE OUT_DIR
set -eu
. "$(dirname "$0")/common.sh"
start_package "$@"
doc=$root/usr/share/doc/mockmeter

mkdir -p "$root/usr" "$root/DEBIAN" "$root/usr/share/lintian/overrides"
cp -a "$tree/bin" "$tree/share" "$root/usr"
find "$root/usr/share/man" -name '*.1' -exec gzip -9n {} +

# Debian keeps the text of this license in one place.
rm "$doc/LICENSE"
{
  cat packaging/debian/copyright
  cat "$doc/THIRD-PARTY"
} >"$doc/copyright"
rm "$doc/THIRD-PARTY"
{
  fill packaging/debian/changelog
  date -R -d "@$SOURCE_DATE_EPOCH"
} | gzip -9n >"$doc/changelog.gz"
cp packaging/debian/lintian-overrides "$root/usr/share/lintian/overrides/mockmeter"
{
  fill packaging/debian/control
} >"$root/DEBIAN/control"
kilobytes=$(du -sk --apparent-size "$root/usr" | cut -f 1)
sed -i "s/@INSTALLED_SIZE@/$kilobytes/" "$root/DEBIAN/control"
(cd "$root" && find usr -type f | sort | xargs md5sum >DEBIAN/md5sums)

settle "$root"
dpkg-deb --root-owner-group --threads-max=1 -Zxz --build "$root" "$out/mockmeter_${version}_amd64.deb" >&2
