// A run for CI systems; formats.h declares it.
#include <algorithm>

#include "conformance/report/failure_text.h"
#include "conformance/report/formats.h"
#include "conformance/report/formats/junit.h"
#include "conformance/report/stream/exchanges.h"

namespace mockmeter::conformance {
namespace {

junit::TestCase test_case(const CaseResult& result, Level level) {
  junit::TestCase test;
  const std::string& id = result.subject->id;
  const VerdictInfo& verdict = info_of(result.verdict);
  test.class_name = id.substr(0, id.rfind('/', id.find('[')));
  std::ranges::replace(test.class_name, '/', '.');
  test.name = id;
  // Only what fails the run is a failure; what was missed and does not is told beside a pass, and
  // what was not evaluated is skipped.
  test.element = fails_run(result.verdict, level) ? junit::kFailure : verdict.junit;
  test.seconds = milliseconds_of(result.took) / 1000;
  if (result.verdict == Verdict::kPass) return test;
  test.message = std::string(verdict.name) + ": " + failure_summary(result);
  test.details = failure_text(result);
  if (test.element != junit::kFailure) test.output = test.details;
  return test;
}

/// What fails the run though no case does: lines of --known-failing that are stale.
junit::TestSuite problem_suite(const RunRecord& run, const junit::Properties& properties) {
  junit::TestSuite suite{"known-failing", properties, {}};
  for (const std::string& problem : run.problems) {
    suite.cases.push_back({suite.name, problem, junit::kFailure, problem});
  }
  return suite;
}

}  // namespace

std::string junit_report(const RunRecord& run) {
  const junit::Properties properties{{"client", run.client.name},
                                     {"client.version", run.client.version},
                                     {"mockmeter", run.version},
                                     {"profile", run.profile},
                                     {"level", std::string(to_string(run.level))},
                                     {"seed", std::to_string(run.seed)}};
  std::vector<junit::TestSuite> suites;
  for (const CaseResult& result : run.results) {
    const std::string name = result.subject->provider();
    if (suites.empty() || suites.back().name != name) suites.push_back({name, properties, {}});
    suites.back().cases.push_back(test_case(result, run.level));
  }
  if (!run.problems.empty()) suites.push_back(problem_suite(run, properties));
  return junit::document(run.side == Side::kClient ? "mockmeter conform" : "mockmeter check",
                         suites);
}

}  // namespace mockmeter::conformance
