#include "conformance/self_test/mutants.h"

#include <utility>

#include "base/text/split.h"
#include "conformance/adapters/reference/flags/mutants.h"
#include "conformance/adapters/reference/flags/quirks.h"

namespace mockmeter::conformance {
namespace {

template <typename Rows>
std::vector<ClientSwitch> switches_of(const Rows& rows) {
  std::vector<ClientSwitch> switches;
  for (const auto& row : rows) {
    ClientSwitch one{std::string(row.name), std::string(row.line)};
    if (!row.misses.empty()) {
      for (const std::string_view id : split(row.misses, ' ')) one.misses.emplace_back(id);
    }
    switches.push_back(std::move(one));
  }
  return switches;
}

std::string text_of(const auto& rows, std::string_view name) {
  for (const reference::FlagInfo& row : rows) {
    if (row.name == name) return std::string(name) + ": " + std::string(row.line);
  }
  return std::string(name);
}

}  // namespace

std::vector<ClientSwitch> known_mutants() { return switches_of(reference::kMutants); }

std::vector<ClientSwitch> known_quirks() { return switches_of(reference::kQuirks); }

std::string mutant_text(std::string_view name) { return text_of(reference::kMutants, name); }

std::string quirk_text(std::string_view name) { return text_of(reference::kQuirks, name); }

}  // namespace mockmeter::conformance
