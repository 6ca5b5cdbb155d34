#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "conformance/evaluation/evaluate.h"

namespace mockmeter::conformance::testing {

inline constexpr const char* kStats = "upstash.get_qstash_stats";
inline constexpr const char* kPath = "/v2/qstash/stats/a";

Call call_of(const std::string& operation, Json arguments = Json::object());
CallOutcome result(Json value);
CallOutcome error(Json value);
CallOutcome outcome(CallOutcome::Kind kind, std::string text = {});

/// A GET of `target` that came after `at` milliseconds and was answered one later.
Exchange get(const std::string& target, int status, const Json& body, int at = 0);

/// A case with one call, one result and one exchange, which nothing is wrong with; `then` is what
/// the test looks at. The body of the response is no valid one, and says so.
struct TraceBuilder {
  explicit TraceBuilder(Json then, Json reported = Json::object(),
                        const Json& served = Json::object());

  Case subject;
  CaseTrace trace;

  /// As if each call but the last had led to one exchange.
  TraceBuilder& with(std::vector<Call> calls, std::vector<CallOutcome> outcomes,
                     std::vector<Exchange> exchanges);
  Evaluation evaluated();
};

/// The names of the checks that failed, with blanks between.
std::string failed(const std::vector<Assertion>& checks);
/// An error of the harness comes first.
std::string failed(const Evaluation& evaluation);
/// The one of that name; fails the test when there is none.
Assertion check(const Evaluation& evaluation, const std::string& name);

}  // namespace mockmeter::conformance::testing
