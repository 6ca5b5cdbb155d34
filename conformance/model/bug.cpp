#include "conformance/model/bug.h"

#include "conformance/adapters/reference/bugs.h"

namespace mockmeter::conformance {

std::vector<Bug> known_bugs() {
  std::vector<Bug> bugs;
  for (const reference::BugRow& row : reference::bug_table()) {
    bugs.push_back({std::string(row.name), std::string(row.line)});
  }
  return bugs;
}

std::string bug_text(std::string_view name) {
  for (const reference::BugRow& row : reference::bug_table()) {
    if (row.name == name) return std::string(name) + ": " + std::string(row.line);
  }
  return std::string(name);
}

}  // namespace mockmeter::conformance
