#!/bin/sh
# Reads the includes of every source file and fails on an arrow that runs against
# cli -> conformance -> include/mockmeter, embedding -> control -> providers -> api -> metering -> base,
# embedding -> http -> api.
# Usage: layering.sh SOURCE_DIR
cd "$1" || exit 2
status=0

# The types of the catalogue and of an embedded file, which are plain data: for everybody.
tools='"(mockmeter/(catalogue|evidence)|schemas/data/embedded_files)\.h"'

# forbid FOLDER PATTERN REASON: no file in FOLDER may include what matches PATTERN.
forbid() {
  [ -d "$1" ] || return 0
  found=$(grep -rnE "^#include [<\"]($2)" "$1" --include='*.h' --include='*.cpp' | grep -vE "$tools")
  [ -z "$found" ] && return
  printf '%s must not include %s: %s\n%s\n' "$1" "$2" "$3" "$found"
  status=1
}

forbid server/metering 'server/(api|providers|control|http|embedding)/|schemas/|mockmeter/' 'metering knows no HTTP'
forbid server/api 'server/(providers|control|http|embedding)/|mockmeter/' 'api is below the providers'
forbid server/providers 'server/(control|http|embedding)/|mockmeter/' 'a provider cannot see the control plane'
forbid server/control 'server/(http|embedding)/|mockmeter/' 'control knows no socket'
forbid server/http 'server/(providers|control|embedding)/' 'the listener knows one Service'
for part in model data suite setup adapter evaluation report run self_test benchmark; do
  forbid "conformance/$part" 'server/|cli/|httplib|asio' 'the suite knows mockmeter/server.h alone'
done
# In the suite a folder includes those before it in this list alone, as in conformance/README.md.
below='suite setup evaluation adapter run check drift self_test report benchmark'
forbid conformance/model 'conformance/(data|adapters)/' 'the model is plain data'
for part in model $below; do
  below=${below#"$part"}
  below=${below# }
  [ -z "$below" ] || forbid "conformance/$part" "conformance/($(echo "$below" | tr ' ' '|'))/" 'a folder includes those before it in the list of conformance/README.md'
done
forbid conformance/suite 'conformance/adapters/' 'a suite is read before anything runs'
forbid conformance/setup 'conformance/adapters/' 'a setup knows no client'
forbid conformance/check 'server/|cli/|asio' 'the suite knows mockmeter/server.h alone'
forbid conformance/run 'conformance/adapters?/' 'the one runner knows no process'
forbid conformance/check 'conformance/(setup|adapters?)/' 'a probe needs no client'
forbid conformance/drift 'server/|cli/|httplib|asio' 'the suite knows mockmeter/server.h alone'
forbid conformance/drift 'conformance/(setup|adapters?|run)/' 'shapes need no client'
forbid conformance/adapters 'base/|server/|cli/|schemas/|mockmeter/' 'a client is a program of its own'
forbid server 'conformance/' 'the mock knows nothing of the suite'
forbid schemas 'server/(api|providers|control|http)/' 'schemas serve everybody'
forbid server/include 'server/|httplib|asio|nlohmann' 'the public header shows no type behind it'
forbid conformance/adapters 'server/|cli/|schemas/|mockmeter/|conformance/(model|suite|setup|adapter|evaluation|report|run|data)/' 'an adapter is a client of any server'
forbid bench '.*/tests/' 'benchmarks stand alone'

for provider in server/providers/*/; do
  name=$(basename "$provider")
  for other in server/providers/*/; do
    other=$(basename "$other")
    [ "$name" = "$other" ] || forbid "$provider" "server/providers/$other/" 'providers never include each other'
  done
done

forbid bench/load 'server/|cli/|schemas/|httplib' 'the load generator is a client of any server'

# Not even the tools above.
found=$(grep -rnE '^#include ("|<(httplib|asio))' base | grep -v '"base/')
[ -z "$found" ] || { printf 'base knows nothing of what stands on it:\n%s\n' "$found"; status=1; }

# What is true of one vendor alone stands in its folder. No other C++ names a vendor, comments
# included, but the one list of providers. Starters are examples for one of them.
vendors=$(ls -d server/providers/*/ | xargs -n1 basename | paste -sd'|')
found=$(grep -rniE "(^|[^a-z])($vendors|qstash)" base server conformance cli --include='*.h' --include='*.cpp' |
  grep -vE '^(server/providers/|conformance/starters/)')
[ -z "$found" ] || { printf 'only server/providers/ may name a vendor in C++:\n%s\n' "$found"; status=1; }

# Only the listener knows sockets; the load generator and the health check are clients.
found=$(grep -rlE '^#include <(httplib|asio)' server cli bench --include='*.h' --include='*.cpp' |
  grep -vE '^server/http/|^cli/commands/healthcheck.cpp$|^bench/load/|^bench/comparison/')
[ -z "$found" ] || { printf 'only the listener and clients may include httplib or asio:\n%s\n' "$found"; status=1; }
found=$(grep -rlE '^#include <httplib' conformance/check | grep -v '^conformance/check/http_client.cpp$')
[ -z "$found" ] || { printf 'only http_client.cpp of the checks may include httplib:\n%s\n' "$found"; status=1; }
# Only one file pays for valijson.
found=$(grep -rlE '^#include <valijson' server schemas conformance cli bench tests --include='*.h' --include='*.cpp' | grep -v '^schemas/validate')
[ -z "$found" ] || { printf 'only schemas/validate.cpp may include valijson:\n%s\n' "$found"; status=1; }
# The time of the machine is read in one place.
found=$(grep -rnE '_clock::now\(\)' server cli --include='*.h' --include='*.cpp' | grep -vE '^server/(metering/clock|http/)')
[ -z "$found" ] || { printf 'only metering/clock and the listener may read the machine'"'"'s time:\n%s\n' "$found"; status=1; }


# The reference client is a program of its own: it includes its own files, those of libraries and the
# type of an embedded file, links its own libraries, embeds its own folder, and leaves what is a
# vendor's to its data.
client=conformance/adapters/reference
own="\"($client/([a-z_]+/)*[a-z_]+|schemas/data/embedded_files)\.h\""
library='<([a-z_]+(\.h)?|(nlohmann|openssl|sys)/[a-z0-9_]+\.(h|hpp))>'
sources="$client --include=*.h --include=*.cpp"
# shellcheck disable=SC2086 # a list
found=$(
  grep -rnE '^ *# *include' $sources | grep -vE ":#include ($own|$library)\$"
  grep -rnoE 'mockmeter_[a-z_]+' $client --include=CMakeLists.txt | grep -vE '_(options|library|embed|reference[a-z_]*)$'
  grep -rnE '\.\.|_DIR\}/' $client --include=CMakeLists.txt
  grep -rniE 'neon|upstash|qstash|zkscore|openai' $sources
)
[ -z "$found" ] || { printf 'the reference client stands alone, and its C++ names no vendor:\n%s\n' "$found"; status=1; }

# Inside it: protocol -> client -> request, response -> http -> operations, flags, common.
forbid $client/common "$client/(flags|operations|http|request|response|client|protocol)" 'what everybody uses knows nobody'
forbid $client/flags "$client/(common|operations|http|request|response|client|protocol)" 'the suite includes these alone'
forbid $client/operations "$client/(flags|http|request|response|client|protocol)" 'data knows no request'
forbid $client/http "$client/(operations|request|response|client|protocol)" 'a connection knows no operation'
forbid $client/request "$client/(response|client|protocol)" 'a request knows no answer'
forbid $client/response "$client/(request|client|protocol)" 'an answer knows no request'

[ "$status" -eq 0 ] && echo 'layering: every arrow runs the right way'
exit "$status"
