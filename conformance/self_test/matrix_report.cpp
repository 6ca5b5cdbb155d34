#include "conformance/self_test/matrix_report.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string_view>

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kNameWidth = 32;
constexpr std::size_t kCountWidth = 12;
constexpr std::array<std::string_view, 4> kFates{"found", "elsewhere", "missed", "unjudged"};

std::size_t count_found(const std::vector<const Trial*>& trials) {
  return static_cast<std::size_t>(
      std::count_if(trials.begin(), trials.end(),
                    [](const Trial* trial) { return trial->fate == Trial::Fate::kFound; }));
}

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size() + 1, width), ' ');
  return text;
}

std::string bug_line(const Bug& bug, const std::vector<const Trial*>& trials) {
  const std::string counts =
      std::to_string(count_found(trials)) + " of " + std::to_string(trials.size());
  return padded(bug.name, kNameWidth) + padded(counts, kCountWidth) + bug.line + '\n';
}

std::string last_line(const KillMatrix& matrix, const std::vector<std::string>& problems) {
  std::set<std::string_view> bugs;
  std::set<std::string_view> cases;
  for (const Trial& trial : matrix.trials) {
    if (trial.fate != Trial::Fate::kFound) continue;
    bugs.insert(trial.bug);
    cases.insert(trial.subject->id);
  }
  return std::to_string(bugs.size()) + " of " + std::to_string(matrix.bugs.size()) +
         " bugs found by " + std::to_string(cases.size()) + " cases, " +
         std::to_string(problems.size()) + (problems.size() == 1 ? " problem\n" : " problems\n");
}

Json trial_document(const Trial& trial) {
  return {{"case", trial.subject->id},
          {"fate", kFates.at(static_cast<std::size_t>(trial.fate))},
          {"seen", trial.seen}};
}

}  // namespace

std::string matrix_text(const KillMatrix& matrix, const std::vector<std::string>& problems) {
  std::string text = padded("without a bug", kNameWidth) +
                     padded(std::to_string(matrix.good), kCountWidth) + "cases passed\n";
  for (const Bug& bug : matrix.bugs) text += bug_line(bug, trials_of(matrix, bug.name));
  text += '\n';
  for (const std::string& problem : problems) text += "problem: " + problem + '\n';
  return text + last_line(matrix, problems);
}

Json matrix_document(const KillMatrix& matrix, const std::vector<std::string>& problems) {
  Json bugs = Json::array();
  for (const Bug& bug : matrix.bugs) {
    Json trials = Json::array();
    for (const Trial* trial : trials_of(matrix, bug.name)) trials.push_back(trial_document(*trial));
    bugs.push_back({{"name", bug.name}, {"line", bug.line}, {"trials", std::move(trials)}});
  }
  return {{"good", matrix.good}, {"bugs", std::move(bugs)}, {"problems", problems}};
}

}  // namespace mockmeter::conformance
