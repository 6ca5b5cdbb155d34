#!/bin/sh
# Tests the client behind adapter.sh, here and in CI. Options go to mockmeter: sh ci.sh --run '**/distinguishes-errors'
# MOCKMETER names the program, by an absolute path, where `mockmeter` is not in PATH.
set -eu
cd "$(dirname "$0")"
exec "${MOCKMETER:-mockmeter}" conform --client './adapter.sh' --level should \
  --known-failing known-failing.txt "$@"
