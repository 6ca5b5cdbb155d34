#!/bin/sh
# Opens an issue with a report, or adds it to the one that is open: sh open-issue.sh drift.md
# GH_TOKEN may write issues of the repository that GH_REPO names.
set -eu
body=$(mktemp)
trap 'rm -f "$body"' EXIT
head -c 60000 "$1" >"$body" # an issue has room for 65536 characters
gh label create api-drift --description 'An API differs from its recording' --force
number=$(gh issue list --label api-drift --state open --json number --jq '.[0].number // empty')
if [ -n "$number" ]; then
  gh issue comment "$number" --body-file "$body"
else
  gh issue create --label api-drift --title 'The API differs from its recording' --body-file "$body"
fi
