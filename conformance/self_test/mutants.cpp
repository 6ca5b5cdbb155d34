#include "conformance/self_test/mutants.h"

#include <algorithm>
#include <utility>

#include "base/tables.h"
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

bool is_in_any(std::string_view text, const std::vector<std::string>& texts) {
  return std::ranges::any_of(
      texts, [&](const std::string& one) { return one.find(text) != std::string::npos; });
}

}  // namespace

std::vector<ClientSwitch> known_mutants() { return switches_of(reference::kMutants); }

std::vector<ClientSwitch> known_quirks() { return switches_of(reference::kQuirks); }

std::string mutant_text(std::string_view name) { return text_of(reference::kMutants, name); }

std::string quirk_text(std::string_view name) { return text_of(reference::kQuirks, name); }

bool is_caused_by(const CaseResult& result, const Kill& kill) {
  std::vector<std::string> seen = result.wire;
  bool is_missed = false;
  for (const Assertion& check : result.checks) {
    if (check.passed || !check.name.starts_with(kill.check)) continue;
    is_missed = true;
    seen.insert(seen.end(), {check.actual, check.difference});
  }
  const reference::FlagInfo* mutant =
      find_by(reference::kMutants, &reference::FlagInfo::name, kill.mutant);
  if (!is_missed || mutant == nullptr || mutant->shows.empty()) return is_missed;
  return std::ranges::any_of(split(mutant->shows, '|'),
                             [&](std::string_view text) { return is_in_any(text, seen); });
}

}  // namespace mockmeter::conformance
