#!/usr/bin/env bash
# Stands between mockmeter and a client: reads one call, makes it, writes how it ended, and exits.
# It is started anew for every call. Needs curl and jq 1.6.
read -r line
get() { jq -r --arg path "${path:-}" "$1 // empty" <<<"$line"; }

# 1. Who it is. A feature that is not named is not tested: retry, timeout, paging, tls_ca, gzip.
if [ "$(get .type)" = hello ]; then
  jq -nc '{type: "hello", client: {name: "my-client", version: "0.1.0", language: "bash"},
    operations: ["upstash.list_qstash_users", "upstash.get_qstash_stats"], features: ["timeout", "tls_ca"]}'
  exit
fi

# 2. What it can do: one row per operation of `mockmeter list operations`; no other is supported.
case $(get .operation) in
  upstash.list_qstash_users) path=/qstash/users ;;
  upstash.get_qstash_stats) path=$(get '.arguments | "/qstash/stats/" + (.id | @uri |
    if test("^[.][.]?$") then gsub("[.]"; "%2E") else . end) + if .period then "?period=" + .period else "" end') ;;
  *) jq -c '{id, unsupported: "not written yet"}' <<<"$line"; exit ;;
esac

# 3. The client that is tested. Put yours here. Its settings go through stdin, so that no secret
# stands in the list of processes.
body=$(mktemp) && trap 'rm -f "$body"' EXIT
status=$(get '"url = \(.base_url + $path | tojson)",
    "user = \(.credential | .username + ":" + .password | tojson)",
    (.options | (.timeout_ms // empty | "max-time = \(. / 1000)"), (.ca_file // empty | "cacert = \(tojson)"))' |
  curl --config - --silent --path-as-is --output "$body" --write-out '%{http_code}')

# 4. The outcome: JSON as it came is the result, anything else an error.
jq -c --rawfile body "$body" --arg status "$status" --argjson exit $? '{id} +
  if $exit != 0 then {error: {class: "curl \($exit)"}}
  elif $status >= "300" then {error: {class: "http", status: ($status | tonumber), message: $body[:500]}}
  elif ($body | try (fromjson | true) catch false) then {result_text: $body}
  else {error: {class: "no JSON"}} end' <<<"$line"
