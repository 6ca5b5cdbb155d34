#!/bin/sh
# Compares an API with recording.har beside this file: MOCKMETER_URL=https://... sh drift.sh
# The first time, and when a difference is accepted: sh drift.sh --record
# Other options go to mockmeter: sh drift.sh --provider neon --report markdown=drift.md
# The credentials come from the environment; `mockmeter check --help` has their variables.
# MOCKMETER names the program, by an absolute path, where `mockmeter` is not in PATH.
set -eu
cd "$(dirname "$0")"
: "${MOCKMETER_URL:?set it to the URL of the API, https://api.upstash.com for example}"
if [ "${1:-}" != --record ]; then
  exec "${MOCKMETER:-mockmeter}" check --against recording.har --fail-on breaking "$@"
fi
shift
code=0
"${MOCKMETER:-mockmeter}" check --report har=recording.har "$@" || code=$?
case $code in
  # Nobody has all credentials of all probes, and an API may break its own documents.
  0 | 1 | 3) echo 'Recorded: commit recording.har. No credential is in it.' ;;
  *) exit "$code" ;;
esac
