#!/bin/sh
# Starts the mock, calls each operation of the four seed documents and shows request, status and
# the telling part of the response; then tests a good client and two broken ones.
# Usage: demo.sh MOCKMETER_BINARY REFERENCE_CLIENT
set -eu
binary=$1
reference=$2
folder=$(mktemp -d)
pid=
cleanup() {
  [ -z "$pid" ] || kill "$pid" 2>/dev/null || true
  rm -rf "$folder"
}
trap cleanup EXIT

"$binary" serve --port 0 >"$folder/ready" &
pid=$!
until [ -s "$folder/ready" ]; do kill -0 "$pid"; done
url=$(jq -r .url "$folder/ready")
printf 'mockmeter is ready at %s, its clock frozen at %s\n' "$url" "$(jq -r .clock "$folder/ready")"

# show TITLE JQ_PROGRAM CURL_ARGUMENT...: one call; fails the demo when the status is not 200.
show() {
  title=$1
  program=$2
  shift 2
  status=$(curl -sS -o "$folder/body" -w '%{http_code}' "$@")
  for target in "$@"; do :; done # the last argument
  printf '\n%s\n  GET %s\n  %s\n' "$title" "${target#"$url"}" "$status"
  jq -r "$program" "$folder/body" | sed 's/^/  /'
  [ "$status" = 200 ]
}

show 'Upstash: list QStash users' \
  '.[] | "\(.region)  \(.type)  \(.id)  \(length) fields"' \
  -u dev@example.com:upstash-test-key "$url/v2/qstash/users"

user=$(jq -r '.[] | select(.type == "paid") | .id' "$folder/body")
for period in 1h 30d; do
  show "Upstash: QStash stats over $period" \
    '"\(.daily_used | length) points, first \(.daily_used[0].x), last \(.daily_used[-1].x)",
     "\([.daily_used[].y] | add) requests; the month costs \(.total_monthly_billing) dollars"' \
    -u dev@example.com:upstash-test-key "$url/v2/qstash/stats/$user?period=$period"
done

account="$url/api/v2/consumption_history/account"
for range in \
  'from=2026-05-19T00:00:00Z&to=2026-05-20T00:00:00Z&granularity=hourly' \
  'from=2026-05-01T00:00:00Z&to=2026-05-20T00:00:00Z&granularity=daily'; do
  show 'Neon: account consumption' \
    '[.periods[].consumption[]] | "\(length) buckets, first \(.[0].timeframe_start), last \(.[-1].timeframe_start)",
     "\(map(.active_time_seconds) | add) active seconds, \(map(.written_data_bytes) | add) bytes written"' \
    -H 'Authorization: Bearer napi_scale' "$account?$range"
done

show 'ZKScore: usage of the last 24 hours' \
  '"\(.pagination.total) buckets; in order of time from \([.timeSeries[].timestamp] | min) to \([.timeSeries[].timestamp] | max)",
   "\(.usage.totalRequests) requests = \(.usage.successfulRequests) good + \(.usage.failedRequests) failed; the buckets add up to \([.timeSeries[].requests] | add)"' \
  -H 'Authorization: Bearer zk_test_professional' "$url/v1/developer/usage"

printf '\nAnd a month later Neon'"'"'s account route is gone, as it is in the world:\n'
curl -sS -o /dev/null -X PUT -H 'Content-Type: application/json' \
  -d '{"now":"2026-07-01T00:00:00Z"}' "$url/__admin/clock"
printf '  %s\n' "$(curl -sS -H 'Authorization: Bearer napi_scale' "$account")"

kill "$pid"
wait "$pid"
pid=
printf '\nThe mock stopped with 0.\n'

# evaluate EXIT_CODE TITLE CLIENT OPTION...: one run of the suite; fails the demo when it ends otherwise.
evaluate() {
  expected=$1
  client=$3
  printf '\n%s\n$ mockmeter conform --client "%s"' "$2" "${client##*/}"
  shift 3
  for word in "$@"; do
    case $word in
      *[*/]*) printf " '%s'" "$word" ;;
      *) printf ' %s' "$word" ;;
    esac
  done
  code=0
  "$binary" conform --client "$client" "$@" >"$folder/report" 2>"$folder/log" || code=$?
  printf '\n'
  sed 's/^/  /' "$folder/report"
  printf '  exit code %s\n' "$code"
  [ "$code" = "$expected" ] || { cat "$folder/log" >&2 && exit 1; }
}

evaluate 0 'A client that keeps the contract, tested by the core of the suite:' \
  "$reference" --profile core
evaluate 1 'The same with a bug: it never reports more than 100 points. It has to fail:' \
  "$reference --mutant=cap-100" --run 'upstash/get_qstash_stats/series/keeps-every-point[period=30d]'
evaluate 1 'And with another: it takes the credential along to another server. It has to fail, too:' \
  "$reference --mutant=leak-on-redirect" --run 'neon/account_consumption/redirect/drops-authorization-cross-origin[status=302]'

printf '\nThe demo is over: the mock stopped with 0, the good client passed, the broken ones failed.\n'
