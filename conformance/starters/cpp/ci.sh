#!/bin/sh
# Builds adapter.cpp and tests the client in it, here and in CI. Options go to mockmeter:
# sh ci.sh --run '**/distinguishes-errors'
# MOCKMETER names the program, by an absolute path, where `mockmeter` is not in PATH.
set -eu
cd "$(dirname "$0")"
cmake -S . -B build >&2 && cmake --build build >&2
exec "${MOCKMETER:-mockmeter}" conform --client build/adapter --level should \
  --known-failing known-failing.txt "$@"
