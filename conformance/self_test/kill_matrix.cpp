#include "conformance/self_test/kill_matrix.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "base/text/wording.h"

namespace mockmeter::conformance {
namespace {

using Fate = Trial::Fate;

/// The best that a group of trials came to.
using Best = std::map<std::pair<std::string_view, std::string_view>, const Trial*>;

template <typename Key>
Best best_of(const std::vector<Trial>& trials, Key key) {
  Best best;
  for (const Trial& trial : trials) {
    const Trial*& found = best[key(trial)];
    if (found == nullptr || trial.fate < found->fate) found = &trial;
  }
  return best;
}

std::string fate_text(const Trial& trial) {
  switch (trial.fate) {
    case Fate::kFound:
      return "is found";
    case Fate::kElsewhere:
      return "is found by chance, through " + trial.seen;
    case Fate::kMissed:
      return "is missed";
    case Fate::kUnjudged:
      break;
  }
  return "is not judged: " + trial.seen;
}

void add_unknown_bugs(const KillMatrix& matrix, const std::vector<const Case*>& cases,
                      std::vector<std::string>& problems) {
  std::set<std::string_view> known;
  for (const ClientSwitch& bug : matrix.bugs) known.insert(bug.name);
  for (const Case* subject : cases) {
    for (const Kill& kill : subject->kills) {
      if (known.contains(kill.bug)) continue;
      problems.push_back(subject->id + ": the reference client has no bug " + kill.bug);
    }
  }
}

void add_unnamed_bugs(const KillMatrix& matrix, std::vector<std::string>& problems) {
  for (const ClientSwitch& bug : matrix.bugs) {
    if (trials_of(matrix, bug.name).empty()) {
      problems.push_back(bug.name + ": no case names this bug");
    }
  }
}

void add_blind_files(const KillMatrix& matrix, std::vector<std::string>& problems) {
  const Best best = best_of(matrix.trials, [](const Trial& trial) {
    return std::pair(trial.subject->file(), std::string_view(trial.bug));
  });
  for (const auto& [key, trial] : best) {
    if (trial->fate == Fate::kFound) continue;
    problems.push_back(std::string(key.first) + ": " + trial->bug + ' ' + fate_text(*trial));
  }
}

void add_blind_rows(const KillMatrix& matrix, const std::vector<const Case*>& cases,
                    std::vector<std::string>& problems) {
  const Best best = best_of(matrix.trials, [](const Trial& trial) {
    return std::pair<std::string_view, std::string_view>(trial.subject->id, "");
  });
  for (const Case* subject : cases) {
    const auto found = best.find({subject->id, ""});
    if (found != best.end() && found->second->fate == Fate::kFound) continue;
    problems.push_back(subject->id + ": finds none of its bugs");
  }
}

}  // namespace

Trial trial_of(const CaseResult& result, const Kill& kill) {
  Trial trial{result.subject, kill.bug, Fate::kUnjudged, result.reason};
  if (result.verdict == Verdict::kPass) {
    trial.fate = Fate::kMissed;
  } else if (is_miss(result.verdict)) {
    trial.fate = looks_like(result, kill) ? Fate::kFound : Fate::kElsewhere;
    trial.seen = listed(missed_checks(result));
  }
  return trial;
}

std::vector<std::string> missed_checks(const CaseResult& result) {
  std::vector<std::string> names;
  for (const Check& check : result.checks) {
    if (!check.passed) names.push_back(check.name);
  }
  return names;
}

std::vector<const Trial*> trials_of(const KillMatrix& matrix, const std::string& bug) {
  std::vector<const Trial*> trials;
  for (const Trial& trial : matrix.trials) {
    if (trial.bug == bug) trials.push_back(&trial);
  }
  return trials;
}

std::vector<std::string> problems_of(const KillMatrix& matrix,
                                     const std::vector<const Case*>& cases) {
  std::vector<std::string> problems = matrix.blamed;
  add_unknown_bugs(matrix, cases, problems);
  add_unnamed_bugs(matrix, problems);
  add_blind_files(matrix, problems);
  add_blind_rows(matrix, cases, problems);
  return problems;
}

}  // namespace mockmeter::conformance
