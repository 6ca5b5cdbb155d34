#include "conformance/self_test/loudness.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string_view>
#include <utility>

#include "conformance/judge/shown.h"

namespace mockmeter::conformance {
namespace {

using Kinds = std::set<std::string>;

/// What checks of one kind may be missed for, besides what they are about. Each begins their name.
struct Consequence {
  std::string_view cause;
  std::string_view effect;
};
constexpr std::array<Consequence, 6> kConsequences{{{"requests", "requests.schema"},
                                                    {"requests", "requests.count"},
                                                    {"requests", "outcome"},
                                                    {"requests", "distinct_errors"},
                                                    {"outcome", "outcome"},
                                                    {"outcome", "distinct_errors"}}};

/// "requests.query" of "requests[1].query.offset", "outcome" of "outcome[0]/projects/0": without
/// indices, at most two words.
std::string kind_of(std::string_view check) {
  std::string kind;
  bool is_index = false;
  for (const char c : check.substr(0, check.find('/'))) {
    if (c == '.' && kind.find('.') != kind.npos) break;
    if (c == '[') is_index = true;
    if (!is_index) kind += c;
    if (c == ']') is_index = false;
  }
  return kind;
}

Kinds kinds_that_find(const std::string& bug, const KillMatrix& matrix) {
  Kinds kinds;
  for (const Trial* trial : trials_of(matrix, bug)) {
    for (const Kill& kill : trial->subject->kills) {
      if (kill.bug == bug) kinds.insert(kind_of(kill.check));
    }
  }
  return kinds;
}

bool explains(const std::string& cause, const std::string& effect) {
  return effect.starts_with(cause) ||
         std::any_of(kConsequences.begin(), kConsequences.end(), [&](const Consequence& known) {
           return cause.starts_with(known.cause) && effect.starts_with(known.effect);
         });
}

bool is_stray(const Echo& echo, const Kinds& causes) {
  return std::none_of(echo.missed.begin(), echo.missed.end(), [&](const std::string& check) {
    return std::any_of(causes.begin(), causes.end(),
                       [&](const std::string& cause) { return explains(cause, kind_of(check)); });
  });
}

}  // namespace

Loudness loudness_of(const KillMatrix& matrix, const std::string& bug) {
  Loudness loudness;
  const Kinds causes = kinds_that_find(bug, matrix);
  for (const Echo& echo : matrix.echoes) {
    if (echo.bug != bug) continue;
    ++loudness.all;
    ++loudness.echoes[echo.subject->category];
    if (is_stray(echo, causes)) loudness.strays.push_back(&echo);
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
  for (const ClientSwitch& bug : matrix.bugs) {
    const Loudness loudness = loudness_of(matrix, bug.name);
    if (loudness.strays.empty()) continue;
    const Echo& first = *loudness.strays.front();
    warnings.push_back(bug.name + " is too loud: it fails " +
                       counted(loudness.strays.size(), "case") +
                       " through checks that have nothing to do with it, first " +
                       first.subject->id + " through " + first.missed.front());
  }
  return warnings;
}

}  // namespace mockmeter::conformance
