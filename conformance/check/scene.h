#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_pointer.h"
#include "conformance/judge/moment.h"
#include "conformance/model/json.h"
#include "mockmeter/exchange.h"

namespace mockmeter::conformance {

/// An answer that a probe got.
struct Answered {
  std::string name;  ///< of the step in the probe: "stats"
  Exchange exchange;
  Json body = Json::value_t::discarded;  ///< discarded: it is no JSON, or there is none
  Moment date;                           ///< the field Date, or the server's now
};

/// All that the laws of a probe may look at.
struct Scene {
  std::vector<Answered> answers;  ///< in the order in which they came; never empty
  Moment now;                     ///< of the server, when the run began

  /// The last one for an empty name. Throws std::invalid_argument for one that no step has.
  const Answered& answer(std::string_view name) const;
};

/// As places() of base/json_pointer.h, where a token `a|b` is `a`, or `b` where `a` leads nowhere.
std::vector<Placed<const Json>> places_in(const Json& document, const std::string& pattern);

/// Places in one of the answers, as a law names them: "/days" in its own answer, or
/// {"step": "hours", "at": "/periods/*"}.
struct Selected {
  const Answered* answer = nullptr;
  std::string pattern;
  std::vector<Placed<const Json>> found;

  std::string name() const { return answer->name + pattern; }  ///< for checks: "stats/days"
};

/// What the member `word` of a law selects. Throws std::invalid_argument when it has none.
Selected select(const Json& law, const char* word, const Scene& scene);

}  // namespace mockmeter::conformance
