#include "conformance/self_test/loudness.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace mockmeter::conformance {
namespace {

std::string counted(std::size_t count, const std::string& noun) {
  return std::to_string(count) + ' ' + noun + (count == 1 ? "" : "s");
}

}  // namespace

Loudness loudness_of(const KillMatrix& matrix, const std::string& bug) {
  Loudness loudness;
  std::set<std::string_view> home;
  for (const Trial* trial : trials_of(matrix, bug)) {
    home.insert(trial->subject->category);
    ++loudness.named;
  }
  for (const Echo& echo : matrix.echoes) {
    if (echo.bug != bug) continue;
    ++loudness.all;
    ++loudness.echoes[echo.subject->category];
    if (!home.contains(echo.subject->category)) ++loudness.strays;
  }
  return loudness;
}

std::string loudness_text(const Loudness& loudness) {
  if (loudness.all == 0) return "no echo";
  std::vector<std::pair<std::string, std::size_t>> rows(loudness.echoes.begin(),
                                                        loudness.echoes.end());
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& one, const auto& other) { return one.second > other.second; });
  std::string text;
  for (const auto& [category, count] : rows) {
    text += (text.empty() ? ": " : ", ") + category + ' ' + std::to_string(count);
  }
  return std::to_string(loudness.all) + (loudness.all == 1 ? " echo" : " echoes") + text;
}

std::vector<std::string> warnings_of(const KillMatrix& matrix) {
  std::vector<std::string> warnings;
  for (const Bug& bug : matrix.bugs) {
    const Loudness loudness = loudness_of(matrix, bug.name);
    if (!loudness.is_too_loud()) continue;
    warnings.push_back(bug.name + " is too loud: it fails " + counted(loudness.strays, "case") +
                       " of other categories than the " + counted(loudness.named, "case") +
                       " meant for it");
  }
  return warnings;
}

}  // namespace mockmeter::conformance
