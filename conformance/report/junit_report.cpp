// A run for CI systems; formats.h declares it.
#include <algorithm>

#include "conformance/report/failure_text.h"
#include "conformance/report/formats.h"
#include "conformance/report/junit.h"
#include "conformance/report/verdict_look.h"

namespace mockmeter::conformance {
namespace {

/// Only what fails the run is a failure; what was missed and does not is told beside a pass, and
/// what was not judged is skipped.
junit::Verdict junit_verdict(const Json& event) {
  if (event["fails"].get<bool>()) return junit::Verdict::kFailed;
  return look_of(text_of(event, "verdict")).in_junit;
}

junit::Case test_case(const Json& event) {
  junit::Case test;
  const auto id = text_of(event, "id");
  test.class_name = id.substr(0, id.rfind('/', id.find('[')));
  std::replace(test.class_name.begin(), test.class_name.end(), '/', '.');
  test.name = id;
  test.verdict = junit_verdict(event);
  test.seconds = event["ms"].get<double>() / 1000;
  const auto verdict = text_of(event, "verdict");
  if (verdict == "pass") return test;
  test.message = verdict + ": " + failure_summary(event);
  test.details = failure_text(event);
  if (test.verdict != junit::Verdict::kFailed) test.output = test.details;
  return test;
}

std::string provider_in(const Json& event) {
  const auto id = text_of(event, "id");
  return id.substr(0, id.find('/'));
}

const Json& stale_lines(const Events& events) { return footer_of(events)["problems"]; }

/// What fails the run though no case does: lines of --known-failing that are stale.
junit::Suite problem_suite(const Events& events,
                           const std::vector<std::pair<std::string, std::string>>& properties) {
  junit::Suite suite{"known-failing", properties, {}};
  for (const Json& problem : stale_lines(events)) {
    junit::Case test;
    test.class_name = suite.name;
    test.name = test.message = problem.get<std::string>();
    test.verdict = junit::Verdict::kFailed;
    suite.cases.push_back(std::move(test));
  }
  return suite;
}

}  // namespace

std::string junit_report(const Events& events) {
  const Json& header = header_of(events);
  const std::vector<std::pair<std::string, std::string>> properties{
      {"client", header["client"]["name"]},
      {"client.version", header["client"]["version"]},
      {"mockmeter", header["mockmeter"]},
      {"profile", header["profile"]},
      {"level", header["level"]},
      {"seed", std::to_string(header["seed"].get<std::uint64_t>())}};
  std::vector<junit::Suite> suites;
  for (const Json* event : cases_of(events)) {
    const std::string name = provider_in(*event);
    if (suites.empty() || suites.back().name != name) suites.push_back({name, properties, {}});
    suites.back().cases.push_back(test_case(*event));
  }
  if (!stale_lines(events).empty()) suites.push_back(problem_suite(events, properties));
  const bool is_client = header.value("judged", std::string("client")) == "client";
  return junit::document(is_client ? "mockmeter conform" : "mockmeter check", suites);
}

}  // namespace mockmeter::conformance
