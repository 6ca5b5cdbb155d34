#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "schemas/data/embedded.h"
#include "server/control/mock.h"
#include "server/control/world_file.h"
#include "tests/fuzz/require.h"

// A user's world file: it is refused with its faults, or the mock can answer from it. The data are
// changes to the default world, one a line: a JSON Pointer, and behind a blank the value to put
// there; without a value, what is there goes.

namespace mockmeter {
namespace {

using fuzz::require;

struct Question {
  std::string_view target;
  std::string_view authorization;
};
constexpr std::string_view kUpstash = "Basic ZGV2QGV4YW1wbGUuY29tOnVwc3Rhc2gtdGVzdC1rZXk=";
constexpr std::string_view kNeon = "Bearer napi_scale";
constexpr std::string_view kZkscore = "Bearer zk_test_free";
constexpr std::string_view kOpenai = "Bearer sk-admin-test-main";
constexpr std::array<Question, 8> kQuestions{{
    {"/v2/qstash/users", kUpstash},
    {"/v2/qstash/stats/99a4c327-31f0-490f-a594-043ade84085a?period=7d", kUpstash},
    {"/api/v2/consumption_history/account?from=2026-05-01T00:00:00Z&to=2026-05-03T00:00:00Z"
     "&granularity=daily",
     kNeon},
    {"/api/v2/consumption_history/projects?from=2026-05-01T00:00:00Z&to=2026-05-03T00:00:00Z"
     "&granularity=daily",
     kNeon},
    {"/v1/developer/usage", kZkscore},
    {"/v1/developer/usage?timeframe=30d&granularity=week", kZkscore},
    {"/v1/organization/usage/completions?start_time=1778976000&group_by=project_id,model,batch",
     kOpenai},
    {"/v1/organization/costs?start_time=1&limit=180&group_by=line_item", kOpenai},
}};

Json default_document() {
  static const Json kDocument = Json::parse(embedded_file("fixtures/worlds/default.json").value());
  return kDocument;
}

void change(Json& document, std::string_view line) {
  const std::size_t blank = std::min(line.find(' '), line.size());
  const std::string path(line.substr(0, blank));
  try {
    Json step{{"op", "remove"}, {"path", path}};
    if (blank < line.size()) {
      step = {{"op", "add"}, {"path", path}, {"value", Json::parse(line.substr(blank))}};
    }
    document = document.patch(Json::array({step}));
  } catch (const Json::exception&) {  // no such place, or no value: nothing changes
  }
}

void ask(const std::shared_ptr<const World>& world) {
  Mock mock({world, *parse_clock("2026-05-20T12:00:00Z"), world->variants, {}});
  for (const Question& question : kQuestions) {
    const Headers headers{{"Authorization", std::string(question.authorization)}};
    require(mock.handle({"GET", std::string(question.target), headers, ""}).status != 500);
  }
}

}  // namespace
}  // namespace mockmeter

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace mockmeter;
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  Json document = default_document();
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    change(document, line);
  }
  try {
    ask(load_world(document, 1));
  } catch (const WorldError& error) {
    require(!error.faults().empty());
  }
  return 0;
}
