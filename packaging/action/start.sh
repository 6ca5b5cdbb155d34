#!/bin/sh
# Gets the released program, puts it into the PATH of the steps behind, and starts a mock for them.
# The job's end stops it.
set -eu

dist=${INPUT_DIST:-${MOCKMETER_DIST:-}}
folder=$RUNNER_TEMP/mockmeter

fail() {
  echo "::error::mockmeter: $*"
  exit 1
}

# Says in one line what went wrong, as a runner shows it; what stood before that is in the log.
get_program() {
  said=$(MOCKMETER_DIST=$dist MOCKMETER_VERSION=@VERSION@ sh "${0%/*}/get-mockmeter.sh" "$folder" 2>&1) && return
  printf '%s\n' "$said" | sed '$d' >&2
  fail "$(printf '%s\n' "$said" | sed -n '$s/^mockmeter: //p')"
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
mkdir -p "$folder" 2>/dev/null ||
  fail "$folder cannot be made: RUNNER_TEMP must name a folder that this user can write to"
get_program
start
echo "$folder" >>"$GITHUB_PATH"
echo "MOCKMETER_URL=$url" >>"$GITHUB_ENV"
echo "url=$url" >>"$GITHUB_OUTPUT"
echo "mockmeter listens at $url"
