#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace mockmeter {

/// What a behaviour rests on.
enum class Evidence {
  kDocumented,  ///< the vendor's documentation or OpenAPI file says it
  kObserved,    ///< somebody wrote down what the real API, or a real client, did
  kInferred,    ///< deduced; never asserted as the vendor's
  kInvented,    ///< nobody says anything; the mock had to choose
};

constexpr std::string_view to_string(Evidence evidence) {
  constexpr std::array<std::string_view, 4> kNames{"documented", "observed", "inferred",
                                                   "invented"};
  return kNames.at(static_cast<std::size_t>(evidence));
}

}  // namespace mockmeter
