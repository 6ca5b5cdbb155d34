#include "conformance/self_test/mutants.h"

#include "conformance/adapters/reference/flags/mutants.h"
#include "conformance/adapters/reference/flags/quirks.h"

namespace mockmeter::conformance {
namespace {

template <typename Rows>
std::vector<ClientSwitch> switches_of(const Rows& rows) {
  std::vector<ClientSwitch> switches;
  for (const auto& row : rows) switches.push_back({std::string(row.name), std::string(row.line)});
  return switches;
}

}  // namespace

std::vector<ClientSwitch> known_mutants() { return switches_of(reference::kMutants); }

std::vector<ClientSwitch> known_quirks() { return switches_of(reference::kQuirks); }

std::string mutant_text(std::string_view name) {
  for (const reference::FlagInfo& row : reference::kMutants) {
    if (row.name == name) return std::string(name) + ": " + std::string(row.line);
  }
  return std::string(name);
}

}  // namespace mockmeter::conformance
