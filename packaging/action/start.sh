#!/bin/sh
# Gets the released program, puts it into the PATH of the steps behind, and starts a mock for them.
# The job's end stops it.
set -eu

dist=${INPUT_DIST:-${MOCKMETER_DIST:-}}
name=mockmeter-@VERSION@-linux-amd64
folder=$RUNNER_TEMP/mockmeter

fail() {
  echo "::error::mockmeter: $*"
  exit 1
}

# get FILE: from the place of the released files to the folder.
get() {
  case $dist in
    http://* | https://*) curl -fsSL -o "$folder/$1" "$dist/$1" ;;
    *) cp "$dist/$1" "$folder/$1" ;;
  esac || fail "$dist/$1 cannot be read: MOCKMETER_DIST must name the released files"
}

# Waits for the ready line. A mock that cannot start closes its output without one.
start() {
  mkfifo "$folder/ready"
  # shellcheck disable=SC2086 # options, as in a shell
  nohup "$folder/mockmeter" serve --port 0 ${INPUT_OPTIONS:-} >"$folder/ready" 2>"$folder/log" &
  read -r ready <"$folder/ready" || fail "$(cat "$folder/log")"
  url=$(printf '%s\n' "$ready" | sed 's/.*"url":"\([^"]*\)".*/\1/')
}

[ -n "$dist" ] || fail 'set the input "dist" or MOCKMETER_DIST to where the released files are'
[ "$(uname -s) $(uname -m)" = 'Linux x86_64' ] ||
  fail "there is no program for $(uname -s) $(uname -m), only for Linux x86_64"
mkdir -p "$folder"
get SHA256SUMS
get "$name"
(cd "$folder" && grep "  $name\$" SHA256SUMS | sha256sum --check --quiet) || fail "$dist/$name is damaged"
mv "$folder/$name" "$folder/mockmeter"
chmod +x "$folder/mockmeter"
start
echo "$folder" >>"$GITHUB_PATH"
echo "MOCKMETER_URL=$url" >>"$GITHUB_ENV"
echo "url=$url" >>"$GITHUB_OUTPUT"
echo "mockmeter listens at $url"
