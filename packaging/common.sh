# Read by the scripts of this folder with ".": takes them to the root of the project.
# shellcheck shell=sh
caller=$PWD
cd "$(dirname "$0")/.."

say() { printf '%s\n' "${0##*/}: $*" >&2; }

die() {
  say "$*"
  exit 1
}

# Everything that is packed has the time of the commit, so that equal sources give equal bytes.
if [ -z "${SOURCE_DATE_EPOCH:-}" ]; then
  SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) || die 'this is no git clone: set SOURCE_DATE_EPOCH'
fi
export SOURCE_DATE_EPOCH LC_ALL=C TZ=UTC
umask 022

version=$(sed -n 's/^project(mockmeter VERSION \([0-9.]*\) .*/\1/p' CMakeLists.txt)

# check_architecture NAME: as Debian calls it.
check_architecture() {
  case $1 in
    amd64 | arm64) ;;
    *) die "there is no architecture \"$1\" here, only amd64 and arm64" ;;
  esac
}

# start_package TREE OUT [ARCH]: sets what deb.sh, npm.sh and image.sh work with: the folders `tree` and `out`,
# `root`, an empty folder that goes when they end, and `arch`, amd64 unless it is given.
start_package() {
  [ $# -eq 2 ] || [ $# -eq 3 ] || die 'usage: INSTALL_TREE OUT_DIR [ARCH]'
  arch=${3:-amd64}
  check_architecture "$arch"
  tree=$(cd "$caller" && cd "$1" && pwd)
  out=$(cd "$caller" && cd "$2" && pwd)
  root=$(mktemp -d)
  trap 'rm -rf "$root"' EXIT
}

# settle FOLDER: gives its files the modes and times that are packed.
settle() {
  chmod -R u=rwX,go=rX "$1"
  find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
}

# pack FOLDER: writes a tar archive of what is in it to stdout.
pack() {
  (cd "$1" && find . -mindepth 1 -maxdepth 1 | sed 's|^\./||' | sort |
    tar --sort=name --format=ustar --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
      --create --file=- --files-from=-)
}

# fill TEMPLATE: the text of a template, with @VERSION@ and @ARCH@ filled in.
fill() { sed "s/@VERSION@/$version/g; s/@ARCH@/${arch:-}/g" "$1"; }

# at_most WHAT NUMBER LIMIT UNIT
at_most() {
  say "$1: $2 $4, at most $3"
  [ "$2" -le "$3" ] || die "$1 is beyond its limit"
}
