#!/bin/sh
# Checks what packaging/release.sh made: every file of the folder is used as its users do. What needs
# a program that is not here is named and left out.
# Usage: check.sh [DIST_DIR], as root. `release.sh OTHER && diff -r dist OTHER` checks that it is
# reproducible.
set -eu
. "$(dirname "$0")/common.sh"

dist=$(cd "${1:-dist}" && pwd)
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

check_sums() { (cd "$dist" && sha256sum --quiet --check SHA256SUMS) && say 'the checksums fit'; }

check_sizes() {
  at_most 'the program' "$(stat -c %s "$program")" 17000000 bytes
  at_most 'the program, compressed' "$(gzip -9nc "$program" | wc -c)" 7500000 bytes
}

# The program alone, in a root without any other file.
check_alone() {
  mkdir -p "$scratch/empty"
  cp "$program" "$scratch/empty/mockmeter"
  [ "$(chroot "$scratch/empty" /mockmeter version)" = "mockmeter $version" ] || die 'it does not run alone'
  best=1000000
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    measure_ready
    [ "$took" -ge "$best" ] || best=$took
  done
  at_most 'ready in an empty root, best of ten' "$best" 25000 microseconds
}

# Sets `took`: from the start to the line that says that it is ready.
measure_ready() {
  mkfifo "$scratch/ready"
  began=$(date +%s%N)
  chroot "$scratch/empty" /mockmeter serve --port 0 >"$scratch/ready" 2>"$scratch/log" &
  server=$!
  read -r line <"$scratch/ready"
  took=$((($(date +%s%N) - began) / 1000))
  rm "$scratch/ready"
  case $line in *'"url"'*) ;; *) die "it is not ready: $line" ;; esac
  kill "$server"
  wait "$server" || die 'it does not stop with 0'
  server=
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
      grep -qx on || die 'fish completes no value'
  fi
  say 'the shells read their completions'
}

# in_debian SUITE: installs, uses and removes the package in a fresh system of this suite.
in_debian() {
  root=$scratch/$1
  # shellcheck disable=SC2016 # apt-get fills it in
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Origin: Debian' 'Created-By: Packages' \
    'Label: Debian' | head -n 1)
  debootstrap --variant=minbase "$1" "$root" "$mirror" >"$scratch/log" 2>&1 || die "debootstrap: $(tail -n 3 "$scratch/log")"
  cp "$deb" "$root/mockmeter.deb"
  find "$root/usr" "$root/etc" | sort >"$scratch/before"
  chroot "$root" dpkg -i /mockmeter.deb >/dev/null
  [ "$(chroot "$root" mockmeter version)" = "mockmeter $version" ] || die "it does not run in $1"
  chroot "$root" dpkg --purge mockmeter >/dev/null
  find "$root/usr" "$root/etc" | sort | diff "$scratch/before" - || die "the package leaves files behind in $1"
  say "the package comes and goes in Debian $1"
}

check_deb() {
  deb=$dist/mockmeter_${version}_amd64.deb
  if has lintian 'the policy of Debian'; then
    lintian --fail-on error,warning --allow-root "$deb" || die 'lintian has something to say'
    say 'lintian is content'
  fi
  has debootstrap 'the Debian package in a fresh Debian' || return 0
  in_debian bookworm
  in_debian trixie
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
}

check_image() {
  image=$dist/mockmeter-$version-linux-amd64-image.tar
  [ -e "$image" ] || return 0
  for tool in podman crun curl; do has "$tool" 'the image in a container' || return 0; done
  sh packaging/check_image.sh "$image"
}

check_sums
check_sizes
check_alone
check_tarball
check_pages
check_completions
check_deb
check_npm
check_image
say 'everything that could be checked is good'
