#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text/json_pointer.h"
#include "conformance/evaluation/values/moment.h"
#include "conformance/model/json.h"
#include "mockmeter/exchange.h"

namespace mockmeter::conformance {

/// A response that a step of a probe got.
struct StepResponse {
  std::string name;  ///< of the step in the probe: "stats"
  Exchange exchange;
  Json body = Json::value_t::discarded;  ///< discarded: it is no JSON, or there is none
  Timestamp date;                        ///< the field Date, or the server's now
};

/// All that the assertions of a probe may look at.
struct ProbeContext {
  std::vector<StepResponse> responses;  ///< in the order in which they came; never empty
  Timestamp now;                        ///< of the server, when the run began
  std::optional<Timestamp> stands_at;   ///< as ServerFacts has it

  /// The last one for an empty name. Throws std::invalid_argument for one that no step has.
  const StepResponse& response(std::string_view name) const;
};

/// As resolve_pattern() of base/json_pointer.h, where a token `a|b` is `a`, or `b` where `a` leads
/// nowhere.
std::vector<JsonMatch<const Json>> resolve_alternatives(const Json& document,
                                                        const std::string& pattern);

/// Places in one of the responses, as an assertion names them: "/days" in its own, or
/// {"step": "hours", "at": "/periods/*"}.
struct Selected {
  const StepResponse* response = nullptr;
  std::string pattern;
  std::vector<JsonMatch<const Json>> found;

  std::string name() const { return response->name + pattern; }  ///< "stats/days"
};

/// What a pattern selects in a response; nothing when that is no JSON.
Selected select_in(const StepResponse& response, const std::string& pattern);

/// What the member `word` of an assertion selects. Throws std::invalid_argument when it has none.
Selected select(const Json& assertion, const char* word, const ProbeContext& context);

}  // namespace mockmeter::conformance
