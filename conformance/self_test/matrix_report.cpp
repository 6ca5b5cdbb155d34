#include "conformance/self_test/matrix_report.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string_view>

#include "conformance/model/shown.h"
#include "conformance/self_test/loudness.h"

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kMatrixNameWidth = 32;
constexpr std::size_t kCountWidth = 12;
constexpr std::array<std::string_view, 4> kFates{"found", "elsewhere", "missed", "unjudged"};

std::size_t count_found(const std::vector<const Trial*>& trials) {
  return static_cast<std::size_t>(
      std::count_if(trials.begin(), trials.end(),
                    [](const Trial* trial) { return trial->fate == Trial::Fate::kFound; }));
}

std::string line_of(const std::string& name, std::size_t some, std::size_t all,
                    const std::string& words) {
  const std::string counts = std::to_string(some) + " of " + std::to_string(all);
  return padded(name + ' ', kMatrixNameWidth) + padded(counts + ' ', kCountWidth) + words + '\n';
}

/// Of a full matrix: what else fails. The line of the bug otherwise.
std::string bug_line(const KillMatrix& matrix, const ClientSwitch& bug) {
  const std::vector<const Trial*> trials = trials_of(matrix, bug.name);

  return line_of(bug.name, count_found(trials), trials.size(),
                 matrix.full ? loudness_text(loudness_of(matrix, bug.name)) : bug.line);
}

std::string totals_line(const KillMatrix& matrix, const std::vector<std::string>& problems) {
  std::set<std::string_view> bugs;
  std::set<std::string_view> cases;
  for (const Trial& trial : matrix.trials) {
    if (trial.fate != Trial::Fate::kFound) continue;
    bugs.insert(trial.bug);
    cases.insert(trial.subject->id);
  }
  return std::to_string(bugs.size()) + " of " + std::to_string(matrix.bugs.size()) +
         " bugs found by " + std::to_string(cases.size()) + " cases, " +
         counted(problems.size(), "problem") + '\n';
}

Json echoes_document(const KillMatrix& matrix, const std::string& bug) {
  Json echoes = Json::array();
  for (const Echo& echo : matrix.echoes) {
    if (echo.bug != bug) continue;
    echoes.push_back({{"case", echo.subject->id},
                      {"category", echo.subject->category},
                      {"missed", echo.missed}});
  }
  return echoes;
}

Json trial_document(const Trial& trial) {
  return {{"case", trial.subject->id},
          {"fate", kFates.at(static_cast<std::size_t>(trial.fate))},
          {"seen", trial.seen}};
}

}  // namespace

std::string matrix_text(const KillMatrix& matrix, const std::vector<std::string>& problems) {
  std::string text = "Good clients: cases passed, of those that they claim\n";
  for (const GoodClient& good : matrix.good) {
    text += line_of(good.name, good.passed, good.claimed, good.line);
  }
  text += "\nBugs: cases that find them, of those that name them\n";
  for (const ClientSwitch& bug : matrix.bugs) text += bug_line(matrix, bug);
  text += '\n';
  for (const std::string& warning : warnings_of(matrix)) text += "warning: " + warning + '\n';
  for (const std::string& problem : problems) text += "problem: " + problem + '\n';
  return text + totals_line(matrix, problems);
}

Json matrix_document(const KillMatrix& matrix, const std::vector<std::string>& problems) {
  Json bugs = Json::array();
  for (const ClientSwitch& bug : matrix.bugs) {
    Json trials = Json::array();
    for (const Trial* trial : trials_of(matrix, bug.name)) trials.push_back(trial_document(*trial));
    bugs.push_back({{"name", bug.name}, {"line", bug.line}, {"trials", std::move(trials)}});
    if (matrix.full) bugs.back()["echoes"] = echoes_document(matrix, bug.name);
  }
  Json good = Json::array();
  for (const GoodClient& client : matrix.good) {
    good.push_back({{"name", client.name},
                    {"line", client.line},
                    {"claimed", client.claimed},
                    {"passed", client.passed}});
  }
  return {{"good_clients", std::move(good)},
          {"full", matrix.full},
          {"bugs", std::move(bugs)},
          {"warnings", warnings_of(matrix)},
          {"problems", problems}};
}

}  // namespace mockmeter::conformance
