#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mockmeter::conformance {

/// A bug that the reference client can be started with.
struct Bug {
  std::string name;  ///< "drops-zone"
  std::string line;  ///< what the client does then: "reads a timestamp without its zone"
};

std::vector<Bug> known_bugs();

/// "drops-zone: reads a timestamp without its zone"; the name alone when no bug is called so.
std::string bug_text(std::string_view name);

}  // namespace mockmeter::conformance
