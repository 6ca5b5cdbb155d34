#!/usr/bin/env bash
# One call per start: jq reads it and writes the outcome, curl does the rest. Needs curl 7.84, jq 1.6.
read -r call
read -r type operation < <(jq -r '"\(.type) \(.operation)"' <<<"$call")
if [ "$type" = hello ]; then
  version=$(curl --version | awk 'NR == 1 { print $2 }')
  jq -nc --arg v "$version" '{type: "hello", client: {name: "curl", version: $v, language: "bash"},
    operations: ["upstash.list_qstash_users", "upstash.get_qstash_stats", "neon.account_consumption",
      "neon.project_consumption", "zkscore.get_usage", "zkscore.create_api_key"],
    model: "raw", time_resolution: "ns", features: ["timeout", "tls_ca"], parallel: 1}'
  exit
fi
method=GET
case $operation in
  upstash.list_qstash_users) path=/qstash/users ;;
  upstash.get_qstash_stats) path=/qstash/stats/$(jq -r '.arguments.id
    | if . == "." or . == ".." then gsub("[.]"; "%2E") else @uri end' <<<"$call") ;;
  neon.account_consumption) path=/consumption_history/account ;;
  neon.project_consumption) path=/consumption_history/projects ;;
  zkscore.get_usage) path=/developer/usage ;;
  zkscore.create_api_key) path=/developer/keys method=POST ;;
  *) jq -c '{id, unsupported: "no such operation"}' <<<"$call"; exit ;;
esac
# The configuration goes through stdin, so that no secret stands in the list of processes.
body=$(mktemp) && trap 'rm -f "$body"' EXIT
status=$(jq -r --arg method "$method" --arg path "$path" '
  (.arguments // {} | del(.id) | with_entries(select(.value != null))) as $arguments
  | ($arguments | [to_entries[] | .key as $name | [.value] | flatten[]
      | "\($name)=\(tostring | @uri)"] | join("&")) as $query
  | "url = \(.base_url + $path + if $method == "GET" and $query != "" then "?" + $query else "" end | tojson)",
    (.credential // {} | if .scheme == "bearer" then "Bearer " + .token
      elif .scheme == "basic" then "Basic " + (.username + ":" + .password | @base64) else empty end
      | "header = \("Authorization: " + . | tojson)"),
    (.options.timeout_ms // empty | "max-time = \(. / 1000)"),
    (.options.ca_file // empty | "cacert = \(tojson)"),
    if $method == "POST" then "json = \($arguments | tojson | tojson)" else empty end' <<<"$call" |
  curl --config - --silent --compressed --path-as-is --header 'Accept: application/json' \
    --output "$body" --write-out '%{http_code} %header{retry-after}')
jq -c --rawfile body "$body" --arg status "$status" --argjson exit $? '
  ($body | try [fromjson] catch []) as $json | ($status | split(" ")) as [$code, $wait]
  | ({"6": "connection", "7": "connection", "18": "truncated", "28": "timeout", "35": "tls",
      "52": "connection", "56": "connection", "60": "tls", "61": "decode", "77": "tls"}[$exit | tostring]) as $kind
  | {id} + if $exit != 0 then {error: {class: "curl \($exit)", kind: ($kind // "connection")}}
    elif ($code | test("^2")) and $json == [] then {error: {status: 200, kind: "decode"}}
    elif ($code | test("^2")) and ($json[0] | type != "object" or (.success != false and .error == null))
      then {result_text: $body}
    else {error: {status: ($code | tonumber), kind: "http",
      code: [$json[0] | objects | .error | if type == "object" then .code else . end][0],
      message: ($json[0] | if type == "object" then .message // .error.message? // .error else . end // $body | tostring)[:500],
      retry_after_ms: ($wait | try (tonumber * 1000) catch null)} | with_entries(select(.value != null))} end' <<<"$call"
