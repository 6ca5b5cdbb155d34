#include <benchmark/benchmark.h>

#include "server/control/catalog.h"
#include "server/control/journal/journal.h"
#include "server/control/world_file.h"

namespace mockmeter {
namespace {

/// What a usual client sends.
Request usual_request() {
  return {"GET",
          "/v2/qstash/stats/99a4c327-31f0-490f-a594-043ade84085a?period=30d",
          {{"Host", "127.0.0.1:8080"},
           {"User-Agent", "node"},
           {"Accept", "*/*"},
           {"Accept-Language", "*"},
           {"Accept-Encoding", "gzip, deflate"},
           {"Sec-Fetch-Mode", "cors"},
           {"Connection", "keep-alive"},
           {"Authorization", "Basic ZGV2QGV4YW1wbGUuY29tOnVwc3Rhc2gtdGVzdC1rZXk="}},
          ""};
}

/// All that the journal does for a response that was made.
void journal_new_response(benchmark::State& state) {
  const SecretLabels names = names_of_secrets(*open_world("default", 1));
  const Operation* operation = find_operation("upstash.get_qstash_stats");
  const Request request = usual_request();
  const Response response = json_response(200, std::string(36'000, 'x'));
  Journal journal({});
  for (auto _ : state) {
    journal.add(make_record(request, read_credential(request.headers), operation, response, names),
                Instant{});
  }
}

/// For one that is given again.
void journal_repeated_response(benchmark::State& state) {
  const SecretLabels names = names_of_secrets(*open_world("default", 1));
  const auto record = make_record(usual_request(), {}, find_operation("upstash.get_qstash_stats"),
                                  json_response(200, "{}"), names);
  Journal journal({});
  for (auto _ : state) journal.add(record, Instant{});
}

BENCHMARK(journal_new_response);
BENCHMARK(journal_repeated_response);

}  // namespace
}  // namespace mockmeter
