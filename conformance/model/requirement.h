#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mockmeter::conformance {

/// How binding a requirement is. What is only inferred is kMay: advisory, it never fails a run.
enum class Level { kMay, kShould, kMust };
std::string_view to_string(Level level);  ///< "MUST"
/// The level of this name; kMay for any other.
Level parse_level(std::string_view name);

/// One sentence that binds a client or a server. See schemas/requirement.json.
struct Requirement {
  std::string id;  ///< permanent: "UPS-STATS-004"
  Level level = Level::kMust;
  std::string evidence{};  ///< "documented", "observed" or "inferred"
  std::string text{};      ///< the sentence
  std::string document{};  ///< "Get Stats"
  std::string url{};
  std::string why{};                        ///< empty when nobody wrote it down
  std::vector<std::string> server_tests{};  ///< what holds the server to it
  std::string excluded{};                   ///< why no case tests it
};

}  // namespace mockmeter::conformance
