#include "conformance/run/happy_calls.h"

#include <array>

#include "conformance/judge/schema_file.h"

namespace mockmeter::conformance {
namespace {

constexpr std::string_view kDays =
    R"({"from":"2026-05-01T00:00:00Z","to":"2026-05-20T00:00:00Z","granularity":"daily"})";
constexpr std::string_view kDaysOfOneMetric =
    R"({"from":"2026-05-01T00:00:00Z","to":"2026-05-20T00:00:00Z","granularity":"daily",)"
    R"("org_id":"org-ocean-art-12345678","metrics":["compute_unit_seconds"]})";
constexpr std::string_view kUser = R"({"id":"99a4c327-31f0-490f-a594-043ade84085a"})";

// The simplest ones come first: a client that claims several is tried with that.
constexpr std::array<HappyCall, 11> kHappyCalls{{
    {"upstash.list_qstash_users", "{}", "/0/max_requests_per_day"},
    {"upstash.get_qstash_user", kUser, "/max_requests_per_day"},
    {"upstash.get_qstash_stats", kUser, "/dlq_message_count"},
    {"upstash.get_default_qstash_user", "{}", "/max_requests_per_day"},
    {"upstash.get_default_qstash_stats", "{}", "/dlq_message_count"},
    {"neon.account_consumption", kDays, "/periods/0/consumption/0/compute_time_seconds"},
    {"neon.project_consumption", kDays, "/projects/0/periods/0/consumption/0/compute_time_seconds"},
    {"neon.project_consumption_v2", kDaysOfOneMetric,
     "/projects/0/periods/0/consumption/0/metrics/0/value"},
    {"neon.branch_consumption_v2", kDaysOfOneMetric,
     "/branches/0/periods/0/consumption/0/metrics/0/value"},
    {"zkscore.get_usage", R"({"keyId":"key_pro_production"})", "/usage/totalRequests"},
    {"zkscore.list_api_keys", "{}", "/keys/0/usage/totalRequests"},
}};

std::string example_of(std::string_view operation) {
  std::string path(operation);
  path[path.find('.')] = '/';
  return path;
}

Case smoke_case(std::string_view operation, const Json& arguments) {
  Case subject;
  subject.id = "smoke/" + std::string(operation);
  subject.title = "the happy call";
  subject.operations = {std::string(operation)};
  subject.given = Json::object();
  subject.when = Json::array({{{"operation", operation}, {"arguments", arguments}}});
  return subject;
}

}  // namespace

std::span<const HappyCall> happy_calls() { return kHappyCalls; }

Case happy_case(const HappyCall& call) {
  Case subject = smoke_case(call.operation, Json::parse(call.arguments));
  const std::string number(call.number);
  Json answer = {{"example", example_of(call.operation)}};
  answer["set"][number] = "${salt.count}";
  subject.given["script"] = Json::array({answer});
  Json outcome;
  outcome["result"][number]["equals"] = "${salt.count}";
  subject.then = {{"requests", {{"count", {{"at_least", 1}}}}},
                  {"outcomes", Json::array({outcome})}};
  return subject;
}

Case canary_case(std::string_view operation, const std::string& word) {
  Case subject = smoke_case(provider_of(operation) + ".get_" + word, Json::object());
  subject.title = "the call of an operation that does not exist";
  subject.then["outcomes"] = Json::array({{{"any", true}}});
  return subject;
}

}  // namespace mockmeter::conformance
