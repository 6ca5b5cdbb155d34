#include "conformance/self_test/bug.h"

#include "conformance/adapters/reference/bugs.h"
#include "conformance/adapters/reference/manners.h"

namespace mockmeter::conformance {
namespace {

template <typename Rows>
std::vector<ClientSwitch> switches_of(const Rows& rows) {
  std::vector<ClientSwitch> switches;
  for (const auto& row : rows) switches.push_back({std::string(row.name), std::string(row.line)});
  return switches;
}

}  // namespace

std::vector<ClientSwitch> known_bugs() { return switches_of(reference::bug_table()); }

std::vector<ClientSwitch> known_manners() { return switches_of(reference::manner_table()); }

std::string bug_text(std::string_view name) {
  for (const reference::BugRow& row : reference::bug_table()) {
    if (row.name == name) return std::string(name) + ": " + std::string(row.line);
  }
  return std::string(name);
}

}  // namespace mockmeter::conformance
