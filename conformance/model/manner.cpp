#include "conformance/model/manner.h"

#include "conformance/adapters/reference/manners.h"

namespace mockmeter::conformance {

std::vector<Manner> known_manners() {
  std::vector<Manner> manners;
  for (const reference::MannerRow& row : reference::manner_table()) {
    manners.push_back({std::string(row.name), std::string(row.line)});
  }
  return manners;
}

}  // namespace mockmeter::conformance
