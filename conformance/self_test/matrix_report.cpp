#include "conformance/self_test/matrix_report.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

#include "conformance/model/display.h"

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kMatrixNameWidth = 32;
constexpr std::size_t kCountWidth = 12;
constexpr std::array<std::string_view, 4> kStatusNames{"found", "elsewhere", "missed", "unjudged"};

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

bool explains(const std::string& cause, const std::string& effect) {
  return effect.starts_with(cause) ||
         std::ranges::any_of(kConsequences, [&](const Consequence& known) {
           return cause.starts_with(known.cause) && effect.starts_with(known.effect);
         });
}

/// `causes`: the kinds of checks that kill the mutant.
bool is_unrelated(const MutantRun& run, const std::set<std::string>& causes) {
  return std::ranges::none_of(run.missed, [&](const std::string& check) {
    return std::ranges::any_of(
        causes, [&](const std::string& cause) { return explains(cause, kind_of(check)); });
  });
}

std::string line_of(const std::string& name, std::size_t some, std::size_t all,
                    const std::string& words) {
  const std::string counts = std::to_string(some) + " of " + std::to_string(all);
  return padded(name + ' ', kMatrixNameWidth) + padded(counts + ' ', kCountWidth) + words + '\n';
}

bool is_killed(const MutantRun& run) { return run.status == MutantRun::Status::kKilled; }

/// Of a full matrix: what else fails. The line of the mutant otherwise.
std::string mutant_line(const KillMatrix& matrix, const ClientSwitch& mutant) {
  const std::vector<const MutantRun*> runs = runs_of(matrix, mutant.name);
  const auto killed = std::ranges::count(runs, MutantRun::Status::kKilled, &MutantRun::status);
  return line_of(mutant.name, static_cast<std::size_t>(killed), runs.size(),
                 matrix.full ? collateral_text(collateral_of(matrix, mutant.name)) : mutant.line);
}

std::string totals_line(const KillMatrix& matrix, const std::vector<std::string>& problems) {
  std::set<std::string_view> mutants;
  std::set<std::string_view> cases;
  for (const MutantRun& run : matrix.runs) {
    if (!is_killed(run)) continue;
    mutants.insert(run.mutant);
    cases.insert(run.subject->id);
  }
  return std::to_string(mutants.size()) + " of " + std::to_string(matrix.mutants.size()) +
         " mutants killed by " + std::to_string(cases.size()) + " cases, " +
         pluralize(problems.size(), "problem") + '\n';
}

Json mutant_document(const KillMatrix& matrix, const ClientSwitch& mutant) {
  Json document = {{"name", mutant.name}, {"line", mutant.line}, {"trials", Json::array()}};
  for (const MutantRun* run : runs_of(matrix, mutant.name)) {
    document["trials"].push_back({{"case", run->subject->id},
                                  {"fate", kStatusNames.at(static_cast<std::size_t>(run->status))},
                                  {"seen", run->seen()}});
  }
  if (!matrix.full) return document;
  document["echoes"] = Json::array();
  for (const MutantRun* run : runs_of(matrix, mutant.name, false)) {
    document["echoes"].push_back(
        {{"case", run->subject->id}, {"category", run->subject->topic}, {"missed", run->missed}});
  }
  return document;
}

}  // namespace

CollateralSummary collateral_of(const KillMatrix& matrix, const std::string& mutant) {
  std::set<std::string> causes;
  for (const MutantRun* run : runs_of(matrix, mutant)) {
    for (const Kill& kill : run->subject->kills) {
      if (kill.mutant == mutant) causes.insert(kind_of(kill.check));
    }
  }
  CollateralSummary collateral;
  for (const MutantRun* run : runs_of(matrix, mutant, false)) {
    ++collateral.all;
    ++collateral.by_category[run->subject->topic];
    if (is_unrelated(*run, causes)) collateral.unrelated.push_back(run);
  }
  return collateral;
}

std::string collateral_text(const CollateralSummary& collateral) {
  if (collateral.all == 0) return "no echo";
  std::vector<std::pair<std::string, std::size_t>> rows(collateral.by_category.begin(),
                                                        collateral.by_category.end());
  std::ranges::stable_sort(rows, std::ranges::greater{},
                           [](const auto& row) { return row.second; });
  std::string text;
  for (const auto& [topic, count] : rows) {
    text += (text.empty() ? ": " : ", ") + topic + ' ' + std::to_string(count);
  }
  return std::to_string(collateral.all) + (collateral.all == 1 ? " echo" : " echoes") + text;
}

std::vector<std::string> warnings_of(const KillMatrix& matrix) {
  std::vector<std::string> warnings;
  for (const ClientSwitch& mutant : matrix.mutants) {
    const CollateralSummary collateral = collateral_of(matrix, mutant.name);
    if (collateral.unrelated.empty()) continue;
    const MutantRun& first = *collateral.unrelated.front();
    warnings.push_back(mutant.name + " is too loud: it fails " +
                       pluralize(collateral.unrelated.size(), "case") +
                       " through checks that have nothing to do with it, first " +
                       first.subject->id + " through " + first.missed.front());
  }
  return warnings;
}

std::string matrix_text(const KillMatrix& matrix, const std::vector<std::string>& problems) {
  std::string text = "Conforming clients: cases passed, of those that they declare\n";
  for (const ConformingClient& client : matrix.conforming) {
    const std::string warned =
        client.warned == 0 ? "" : "; " + pluralize(client.warned, "warning") + ", as known";
    text += line_of(client.name, client.passed, client.declared, client.line + warned);
  }
  text += "\nMutants: cases that kill them, of those that name them\n";
  for (const ClientSwitch& mutant : matrix.mutants) text += mutant_line(matrix, mutant);
  text += '\n';
  for (const std::string& warning : warnings_of(matrix)) text += "warning: " + warning + '\n';
  for (const std::string& problem : problems) text += "problem: " + problem + '\n';
  return text + totals_line(matrix, problems);
}

Json matrix_document(const KillMatrix& matrix, const std::vector<std::string>& problems) {
  Json mutants = Json::array();
  for (const ClientSwitch& each : matrix.mutants) mutants.push_back(mutant_document(matrix, each));
  Json conforming = Json::array();
  for (const ConformingClient& client : matrix.conforming) {
    conforming.push_back({{"name", client.name},
                          {"line", client.line},
                          {"declared", client.declared},
                          {"passed", client.passed},
                          {"warned", client.warned}});
  }
  return {{"good_clients", std::move(conforming)},
          {"full", matrix.full},
          {"mutants", std::move(mutants)},
          {"warnings", warnings_of(matrix)},
          {"problems", problems}};
}

}  // namespace mockmeter::conformance
