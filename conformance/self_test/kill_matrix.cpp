#include "conformance/self_test/kill_matrix.h"

#include <map>
#include <string_view>
#include <utility>

#include "base/tables.h"
#include "base/text/wording.h"

namespace mockmeter::conformance {
namespace {

using Status = MutantRun::Status;

/// The best run of each group of runs.
using Best = std::map<std::pair<std::string_view, std::string_view>, const MutantRun*>;

template <typename Key>
Best best_of(const std::vector<MutantRun>& runs, Key key) {
  Best best;
  for (const MutantRun& run : runs) {
    if (!run.is_named) continue;
    const MutantRun*& found = best[key(run)];
    if (found == nullptr || run.status < found->status) found = &run;
  }
  return best;
}

std::string status_text(const MutantRun& run) {
  switch (run.status) {
    case Status::kKilled:
      return "is killed";
    case Status::kKilledElsewhere:
      return "fails other assertions than \"kills\" names; if one of these is meant, name it: " +
             run.seen();
    case Status::kSurvived:
      return "survives: it passes each assertion";
    case Status::kNotEvaluated:
      break;
  }
  return "was not evaluated: " + run.seen();
}

void add_unknown_names(const KillMatrix& matrix, const std::vector<const Case*>& cases,
                       std::vector<std::string>& problems) {
  for (const Case* subject : cases) {
    for (const Kill& kill : subject->kills) {
      if (find_by(matrix.mutants, &ClientSwitch::name, kill.mutant) != nullptr) continue;
      problems.push_back(subject->id + ": the reference client has no mutant " + kill.mutant);
    }
    for (const std::string& quirk : subject->allows) {
      if (find_by(matrix.conforming, &ConformingClient::name, quirk) != nullptr) continue;
      problems.push_back(subject->id + ": the reference client has no quirk " + quirk);
    }
  }
}

void add_unnamed_mutants(const KillMatrix& matrix, std::vector<std::string>& problems) {
  for (const ClientSwitch& mutant : matrix.mutants) {
    if (runs_of(matrix, mutant.name).empty()) {
      problems.push_back(mutant.name + ": no case names this mutant");
    }
  }
}

void add_survivors_of_files(const KillMatrix& matrix, std::vector<std::string>& problems) {
  const Best best = best_of(matrix.runs, [](const MutantRun& run) {
    return std::pair(run.subject->file(), std::string_view(run.mutant));
  });
  for (const auto& [key, run] : best) {
    if (run->status == Status::kKilled) continue;
    problems.push_back(std::string(key.first) + ": " + run->mutant + ' ' + status_text(*run));
  }
}

void add_survivors_of_rows(const KillMatrix& matrix, const std::vector<const Case*>& cases,
                           std::vector<std::string>& problems) {
  const Best best = best_of(matrix.runs, [](const MutantRun& run) {
    return std::pair<std::string_view, std::string_view>(run.subject->id, "");
  });
  for (const Case* subject : cases) {
    const auto found = best.find({subject->id, ""});
    if (found != best.end() && found->second->status == Status::kKilled) continue;
    problems.push_back(subject->id + ": kills none of the mutants that it names");
  }
}

}  // namespace

std::string MutantRun::seen() const { return missed.empty() ? reason : join_names(missed); }

MutantRun mutant_run_of(const CaseResult& result, const std::string& mutant) {
  const Kill* kill = find_by(result.subject->kills, &Kill::mutant, mutant);
  MutantRun run{.subject = result.subject,
                .mutant = mutant,
                .is_named = kill != nullptr,
                .reason = result.reason,
                .crashed = result.crashed};
  if (result.verdict == Verdict::kPass) run.status = Status::kSurvived;
  if (!is_failure(result.verdict)) return run;
  const bool is_meant = kill != nullptr && is_caused_by(result, *kill);
  run.status = is_meant ? Status::kKilled : Status::kKilledElsewhere;
  for (const Assertion& check : result.checks) {
    if (!check.passed) run.missed.push_back(check.name);
  }
  return run;
}

std::vector<const MutantRun*> runs_of(const KillMatrix& matrix, const std::string& mutant,
                                      bool is_named) {
  std::vector<const MutantRun*> runs;
  for (const MutantRun& run : matrix.runs) {
    if (run.mutant == mutant && run.is_named == is_named) runs.push_back(&run);
  }
  return runs;
}

std::vector<std::string> problems_of(const KillMatrix& matrix,
                                     const std::vector<const Case*>& cases) {
  std::vector<std::string> problems = matrix.false_positives;
  add_unknown_names(matrix, cases, problems);
  add_unnamed_mutants(matrix, problems);
  add_survivors_of_files(matrix, problems);
  add_survivors_of_rows(matrix, cases, problems);
  return problems;
}

}  // namespace mockmeter::conformance
