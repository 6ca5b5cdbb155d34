#!/bin/sh
# Checks what packaging/release.sh made: every file of the folder is used as its users do. What needs
# a program that is not here is named and left out.
# Usage: check.sh [DIST_DIR [PART...]], as root; the parts are program, archive, deb, library, npm, image and
# arm64, all unless some are given. `release.sh OTHER && diff -r dist OTHER` checks that it is reproducible.
set -eu
. "$(dirname "$0")/common.sh"

dist=$(cd "${1:-dist}" && pwd)
[ $# -lt 1 ] || shift
program=$dist/mockmeter-$version-linux-amd64
scratch=$(mktemp -d)
server=
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$scratch"
}
trap finish EXIT

has() {
  command -v "$1" >/dev/null && return
  say "left out, there is no $1: $2"
  return 1
}

# prefer NICENESS: for what is timed, so that other work on this machine does not count.
prefer() { renice -n "$1" $$ >/dev/null; }

check_sums() { (cd "$dist" && sha256sum --quiet --check SHA256SUMS) && say 'the checksums fit'; }

check_sizes() {
  at_most 'the program' "$(stat -c %s "$program")" 17000000 bytes
  at_most 'the program, compressed' "$(gzip -9nc "$program" | wc -c)" 7500000 bytes
}

# Prints where this machine's apt gets Debian from.
mirror() {
  # shellcheck disable=SC2016 # apt-get fills it in
  apt-get indextargets --format '$(REPO_URI)' 'Origin: Debian' 'Created-By: Packages' 'Label: Debian' | head -n 1
}

# alone ARGUMENT...: runs the program in a root without any other file but those that are put there.
alone() { chroot "$scratch/empty" /mockmeter "$@"; }

check_alone() {
  mkdir -p "$scratch/empty"
  cp "$program" "$scratch/empty/mockmeter"
  [ "$(alone version)" = "mockmeter $version" ] || die 'it does not run alone'
  best=1000000
  prefer -15
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    start
    stop
    [ "$took" -ge "$best" ] || best=$took
  done
  prefer 0
  at_most 'ready in an empty root, best of ten' "$best" 25000 microseconds
}

# start OPTION...: starts a mock there, and sets `url`, and `took`, the microseconds until it was ready.
# The function above would be a shell of its own in the background, and a signal would end that one alone.
start() {
  mkfifo "$scratch/ready"
  began=$(date +%s%N)
  chroot "$scratch/empty" /mockmeter serve --port 0 "$@" >"$scratch/ready" 2>"$scratch/log" &
  server=$!
  read -r line <"$scratch/ready" || die "it does not start: $(cat "$scratch/log")"
  took=$((($(date +%s%N) - began) / 1000))
  rm "$scratch/ready"
  url=$(printf '%s\n' "$line" | sed -n 's/.*"url":"\([^"]*\)".*/\1/p')
}

stop() {
  kill "$server"
  wait "$server" || die 'it does not stop with 0'
  server=
}

# There are no certificates of authorities in that root: nobody is trusted but who is named.
check_tls() {
  has curl 'TLS in an empty root' || return 0
  start --tls
  curl -fsSk -o "$scratch/empty/ca.pem" "$url/__admin/certs/ca.pem"
  alone check "$url" --provider upstash --run '*/*/auth/*' --ca-file /ca.pem >"$scratch/log" ||
    die "TLS: $(cat "$scratch/log")"
  ! alone check "$url" --provider upstash --run '*/*/auth/*' >/dev/null 2>"$scratch/log" || die 'it trusts anybody'
  grep -q 'certificate cannot be verified' "$scratch/log" || die "TLS: $(cat "$scratch/log")"
  stop
  say 'it verifies certificates in an empty root'
}

# A name that only DNS knows. Whatever answers there is no mock.
check_names() {
  host=$(mirror)
  host=${host#*://}
  host=http://${host%%/*}
  mkdir "$scratch/empty/etc"
  cp /etc/resolv.conf "$scratch/empty/etc"
  ! alone healthcheck "$host" >/dev/null 2>"$scratch/log" || die "a mock answers at $host"
  grep -q answered "$scratch/log" || die "names: $(cat "$scratch/log")"
  say 'it resolves names in an empty root'
}

check_tarball() {
  tar -xzf "$program.tar.gz" -C "$scratch"
  cmp "$scratch/mockmeter-$version-linux-amd64/bin/mockmeter" "$program"
  share=$scratch/mockmeter-$version-linux-amd64/share
  say 'the archive has the same program'
}

check_pages() {
  has man 'the manual pages' || return 0
  for page in "$share"/man/man1/*.1; do
    warnings=$(MANROFFSEQ='' man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null)
    [ -z "$warnings" ] || die "$page: $warnings"
  done
  say 'groff has no warnings about the manual pages'
}

check_completions() {
  bash -n "$share/bash-completion/completions/mockmeter"
  if has zsh 'its completion'; then zsh -n "$share/zsh/vendor-completions/_mockmeter"; fi
  if has fish 'its completion'; then
    fish -c "source $share/fish/vendor_completions.d/mockmeter.fish; complete -C 'mockmeter serve --rate-limits '" |
      cut -f 1 | grep -qx on || die 'fish completes no value'
  fi
  say 'the shells read their completions'
}

# The files of a system, without what dpkg and its triggers write for every package: logs, the index of
# manual pages, the copies of dpkg's own lists.
files_of() {
  find "$1" -xdev \( -path "$1/proc" -o -path "$1/sys" -o -path "$1/dev" -o -path "$1/var/log" -o \
    -path "$1/var/cache/man" -o -path "$1/var/lib/dpkg/*-old" \) -prune -o -print | sort
}

# in_debian SUITE: installs, uses and removes the package in a fresh system of this suite.
in_debian() {
  root=$scratch/$1
  debootstrap --variant=minbase --include=man-db,bash-completion "$1" "$root" "$(mirror)" >"$scratch/log" 2>&1 ||
    die "debootstrap: $(tail -n 3 "$scratch/log")"
  cp "$deb" "$root/mockmeter.deb"
  files_of "$root" >"$scratch/before"
  chroot "$root" dpkg -i /mockmeter.deb >/dev/null
  [ "$(chroot "$root" mockmeter version)" = "mockmeter $version" ] || die "it does not run in $1"
  use_pages "$root" || die "the manual pages in $1: $(cat "$scratch/log")"
  # Bash needs /proc for what it reads from a command.
  # shellcheck disable=SC2016 # for the shell in there
  unshare --mount --pid --fork --root "$root" --mount-proc bash -c '
    . /usr/share/bash-completion/bash_completion
    __load_completion mockmeter
    COMP_WORDS=(mockmeter serve --rate-limits "") COMP_CWORD=3; _mockmeter; [ "${COMPREPLY[*]}" = "off on" ]' ||
    die "bash completes nothing in $1"
  chroot "$root" dpkg --purge mockmeter >/dev/null
  files_of "$root" | diff "$scratch/before" - || die "the package leaves files behind in $1"
  say "the package comes, is used with its pages and completions, and goes in Debian $1"
}

# use_pages ROOT: shows every manual page of the package as the man of this system does, without a warning.
use_pages() {
  for page in $(chroot "$1" dpkg -L mockmeter | sed -n 's|.*/man1/\(.*\)\.1\.gz$|\1|p'); do
    LC_ALL=C.UTF-8 chroot "$1" man --warnings "$page" 2>"$scratch/log" >"$scratch/page" || return 1
    [ ! -s "$scratch/log" ] && grep -q "$page" "$scratch/page" || return 1
  done
}

# check_policy PACKAGE_FILE
check_policy() {
  has lintian "the policy of Debian for ${1##*/}" || return 0
  lintian --fail-on error,warning --allow-root "$1" || die 'lintian has something to say'
  say "lintian is content with ${1##*/}"
}

check_deb() {
  deb=$dist/mockmeter_${version}_amd64.deb
  check_policy "$deb"
  has debootstrap 'the Debian package in a fresh Debian' || return 0
  in_debian bookworm
  in_debian trixie
}

# Builds docs/examples/cmake in a fresh Debian 12 that has a compiler, CMake, and what the package depends on.
check_library() {
  deb=$dist/libmockmeter-dev_${version}_amd64.deb
  check_policy "$deb"
  has debootstrap 'libmockmeter-dev in a fresh Debian' || return 0
  root=$scratch/library
  debootstrap --variant=minbase --include=g++,cmake,ninja-build,curl bookworm "$root" "$(mirror)" \
    >"$scratch/log" 2>&1 || die "debootstrap: $(tail -n 3 "$scratch/log")"
  cp "$deb" "$root/libmockmeter-dev.deb"
  cp -r docs/examples/cmake "$root/example"
  chroot "$root" apt-get -q -y --no-install-recommends install /libmockmeter-dev.deb >"$scratch/log" 2>&1 ||
    die "libmockmeter-dev cannot be installed: $(tail -n 3 "$scratch/log")"
  prefer -15
  began=$(date +%s%N)
  chroot "$root" sh -ec 'cmake -S /example -B /build -G Ninja && cmake --build /build' >"$scratch/log" 2>&1 ||
    die "the example cannot be built: $(tail -n 3 "$scratch/log")"
  took=$((($(date +%s%N) - began) / 1000000))
  prefer 0
  chroot "$root" ctest --test-dir /build --output-on-failure >&2 || die 'the example does not run'
  at_most 'an example configured and built with libmockmeter-dev' "$took" 10000 milliseconds
  chroot "$root" dpkg --purge libmockmeter-dev >/dev/null
  [ -z "$(find "$root/usr" -path '*mockmeter*')" ] || die 'libmockmeter-dev leaves files behind'
}

check_npm() {
  [ -e "$dist/mockmeter-linux-x64-$version.tgz" ] || return 0
  has npm 'the npm packages' || return 0
  mkdir "$scratch/project"
  (
    cd "$scratch/project"
    echo '{"private":true,"scripts":{"test":"mockmeter run -- node --version"}}' >package.json
    npm install --offline --no-audit --no-fund "$dist/mockmeter-$version.tgz" \
      "$dist/mockmeter-linux-x64-$version.tgz" >&2
    [ "$(npx --offline mockmeter version)" = "mockmeter $version" ] || die 'npx does not run it'
    npm test >&2
  )
  say 'the npm packages install without a network, and run'
  # As somebody calls it who has installed nothing yet.
  prefer -15
  began=$(date +%s%N)
  npm_config_cache=$scratch/npm npx --offline --yes --package "$dist/mockmeter-$version.tgz" \
    --package "$dist/mockmeter-linux-x64-$version.tgz" mockmeter version >/dev/null
  took=$((($(date +%s%N) - began) / 1000000))
  prefer 0
  at_most 'npx from the files, with an empty cache' "$took" 3000 milliseconds
}

check_image() {
  image=$dist/mockmeter-$version-linux-amd64-image.tar
  [ -e "$image" ] || return 0
  # The last one answers for names in podman's networks, and podman calls it where Debian puts it.
  for tool in podman crun curl netavark aardvark-dns; do
    PATH=$PATH:/usr/lib/podman has "$tool" 'the image in a container' || return 0
  done
  sh packaging/check_image.sh "$image"
}

# start_arm64: starts its mock as `start` does.
start_arm64() {
  mkfifo "$scratch/ready"
  qemu-aarch64-static "$other" serve --port 0 >"$scratch/ready" 2>"$scratch/log" &
  server=$!
  read -r line <"$scratch/ready" || die "for arm64 it does not start: $(cat "$scratch/log")"
  rm "$scratch/ready"
  url=$(printf '%s\n' "$line" | sed -n 's/.*"url":"\([^"]*\)".*/\1/p')
}

use_arm64() {
  for tool in qemu-aarch64-static curl; do has "$tool" 'the program for arm64' || return 0; done
  [ "$(qemu-aarch64-static "$other" version)" = "mockmeter $version" ] || die 'the program for arm64 does not run'
  start_arm64
  curl -fsS -o "$scratch/answer" "$url/v2/qstash/ipv4" || die 'the program for arm64 does not answer'
  qemu-aarch64-static "$other" healthcheck "$url" >/dev/null || die 'its health check fails for arm64'
  stop
  say 'the program for arm64 runs, answers and finds itself healthy'
}

# in_archive ARCHIVE FILE: fails unless this file of a tar archive is the program for arm64.
in_archive() { tar -xOf "$1" "$2" | cmp -s - "$other" || die "${1##*/} has another program"; }

check_arm64_packages() {
  mkdir -p "$scratch/arm64/amd64"
  tar -xzf "$other.tar.gz" -C "$scratch/arm64" --strip-components 1
  tar -xzf "$program.tar.gz" -C "$scratch/arm64/amd64" --strip-components 1
  cmp "$scratch/arm64/bin/mockmeter" "$other"
  diff -r --exclude THIRD-PARTY "$scratch/arm64/share" "$scratch/arm64/amd64/share" || die 'its pages are others'
  deb=$dist/mockmeter_${version}_arm64.deb
  dpkg-deb --fsys-tarfile "$deb" >"$scratch/arm64/deb.tar"
  in_archive "$scratch/arm64/deb.tar" ./usr/bin/mockmeter
  check_policy "$deb"
  ! dpkg --dry-run --install "$deb" >/dev/null 2>"$scratch/log" || die 'dpkg takes the package for arm64 here'
  grep -q 'architecture (arm64) does not match system (amd64)' "$scratch/log" || die "dpkg: $(cat "$scratch/log")"
  tar -xf "$dist/mockmeter-$version-linux-arm64-image.tar" -C "$scratch/arm64"
  grep -q '"architecture":"arm64"' "$scratch"/arm64/*.json || die 'the image is for another architecture'
  for layer in "$scratch"/arm64/*.tar.gz; do in_archive "$layer" usr/bin/mockmeter; done
  in_archive "$dist/mockmeter-linux-arm64-$version.tgz" package/bin/mockmeter
  say 'the packages for arm64 have its program'
}

# A project of both platforms installs the one that fits; the other alone is refused.
check_arm64_npm() {
  has npm 'the npm packages of both platforms' || return 0
  launcher=$dist/mockmeter-$version.tgz
  x64=$dist/mockmeter-linux-x64-$version.tgz
  arm64=$dist/mockmeter-linux-arm64-$version.tgz
  mkdir "$scratch/both"
  (
    cd "$scratch/both"
    echo '{"private":true}' >package.json
    npm install --offline --no-audit --no-fund --save-optional "$launcher" "$x64" "$arm64" >&2
    [ "$(npx --offline mockmeter version)" = "mockmeter $version" ] || die 'with both platforms npx does not run it'
    [ ! -e node_modules/mockmeter-linux-arm64 ] || die 'npm installs the package for arm64 here'
    grep -q '"node_modules/mockmeter-linux-arm64"' package-lock.json || die 'the lock file has no package for arm64'
    npm ci --offline --no-audit --no-fund >&2
  )
  mkdir "$scratch/foreign"
  (
    cd "$scratch/foreign"
    echo '{"private":true}' >package.json
    ! npm install --offline --no-audit --no-fund "$launcher" "$arm64" 2>"$scratch/log" ||
      die 'npm installs another platform'
    npm install --offline --no-audit --no-fund --force "$launcher" "$arm64" >&2
    ! npx --offline mockmeter version 2>"$scratch/log" || die 'the launcher starts the program for arm64'
    grep -qx 'mockmeter: the packages were installed for linux-arm64, and this is linux-x64; install them again here' \
      "$scratch/log" || die "the launcher: $(cat "$scratch/log")"
  )
  say 'npm installs the package of this platform of two, and the launcher refuses the other'
}

check_arm64() {
  other=$dist/mockmeter-$version-linux-arm64
  [ -e "$other" ] || return 0
  at_most 'the program for arm64' "$(stat -c %s "$other")" 17000000 bytes
  at_most 'the program for arm64, compressed' "$(gzip -9nc "$other" | wc -c)" 7500000 bytes
  use_arm64
  check_arm64_packages
  check_arm64_npm
}

check_program() {
  check_sums
  check_sizes
  check_alone
  check_tls
  check_names
}

check_archive() {
  check_tarball
  check_pages
  check_completions
}

parts=${*:-program archive deb library npm image arm64}
for part in $parts; do
  case $part in
    program | archive | deb | library | npm | image | arm64) "check_$part" ;;
    *) die "there is no part $part: program, archive, deb, library, npm, image or arm64" ;;
  esac
done
say "everything that could be checked is good: $parts"
