#pragma once

#include <string>
#include <vector>

#include "conformance/self_test/kill_matrix.h"

namespace mockmeter::conformance {

/// A small suite: a file with two rows, and one without.
struct SmallSuite {
  std::vector<Case> all;
  std::vector<const Case*> cases;

  SmallSuite() {
    add("neon/a/dates[zone=Z]",
        {{"drops-zone", "outcome[0]/at"}, {"unencoded-plus", "requests[0].query"}});
    add("neon/a/dates[zone=plus]",
        {{"drops-zone", "outcome[0]/at"}, {"unencoded-plus", "requests[0].query"}});
    add("neon/a/zero", {{"zero-as-null", "outcome[0]/count"}});
    for (const Case& subject : all) cases.push_back(&subject);
  }

  const Case& zulu() const { return all[0]; }
  const Case& plus() const { return all[1]; }
  const Case& zero() const { return all[2]; }

 private:
  void add(std::string id, std::vector<Kill> kills) {
    Case subject;
    subject.id = std::move(id);
    subject.kills = std::move(kills);
    all.push_back(std::move(subject));
  }
};

inline CaseResult passed(const Case& subject) {
  CaseResult result;
  result.subject = &subject;
  result.verdict = Verdict::kPass;
  result.checks = {{"requests.count", true, "1", "1"}};
  return result;
}

inline CaseResult missed(const Case& subject, const std::string& check) {
  CaseResult result = passed(subject);
  result.verdict = Verdict::kFail;
  result.checks.push_back({check, false, "a", "b"});
  return result;
}

/// All three mutants are killed by each row that names them.
inline KillMatrix good_matrix(const SmallSuite& suite) {
  KillMatrix matrix;
  matrix.mutants = {{"drops-zone", "reads without the zone"},
                    {"unencoded-plus", "sends + as it is"},
                    {"zero-as-null", "takes 0 for nothing"}};
  matrix.conforming = {{"reference", "the client as it is", 3, 3}, {"slow", "thinks", 2, 2}};
  for (const ClientSwitch& mutant : matrix.mutants) {
    for (const Case* subject : suite.cases) {
      for (const Kill& kill : subject->kills) {
        if (kill.mutant != mutant.name) continue;
        matrix.runs.push_back(mutant_run_of(missed(*subject, kill.check), kill.mutant));
      }
    }
  }
  return matrix;
}

}  // namespace mockmeter::conformance
