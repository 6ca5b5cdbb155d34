#pragma once

#include <string>
#include <vector>

namespace mockmeter::conformance {

/// Something legal and unusual that the reference client can be started with.
struct Manner {
  std::string name;  ///< "lower-case-fields"
  std::string line;  ///< what the client does then: "writes the names of fields in lower case"
};

std::vector<Manner> known_manners();

}  // namespace mockmeter::conformance
