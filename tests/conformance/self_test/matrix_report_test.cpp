#include "conformance/self_test/matrix_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/conformance/self_test/mutant_runs.h"

namespace mockmeter::conformance {
namespace {

TEST(MatrixText, HasALinePerBugThenTheProblems) {
  const SmallSuite suite;
  KillMatrix matrix = good_matrix(suite);
  matrix.runs.back().status = MutantRun::Status::kSurvived;
  matrix.conforming[1].warned = 1;
  EXPECT_EQ(matrix_text(matrix, {"neon/a/zero: kills none of the mutants that it names"}),
            "Conforming clients: cases passed, of those that they declare\n"
            "reference                       3 of 3      the client as it is\n"
            "slow                            2 of 2      thinks; 1 warning, as known\n"
            "\n"
            "Mutants: cases that kill them, of those that name them\n"
            "drops-zone                      2 of 2      reads without the zone\n"
            "unencoded-plus                  2 of 2      sends + as it is\n"
            "zero-as-null                    0 of 1      takes 0 for nothing\n"
            "\n"
            "problem: neon/a/zero: kills none of the mutants that it names\n"
            "2 of 3 mutants killed by 2 cases, 1 problem\n");
}

TEST(MatrixDocument, HasEveryTrial) {
  const SmallSuite suite;
  const Json document = matrix_document(good_matrix(suite), {});
  EXPECT_EQ(document["good_clients"][1],
            Json::parse(
                R"({"name": "slow", "line": "thinks", "declared": 2, "passed": 2, "warned": 0})"));
  EXPECT_EQ(document["problems"], Json::array());
  EXPECT_EQ(document["mutants"][2],
            Json::parse(R"({"name": "zero-as-null", "line": "takes 0 for nothing", "trials": [
                {"case": "neon/a/zero", "fate": "found", "seen": "outcome[0]/count"}]})"));
}

}  // namespace
}  // namespace mockmeter::conformance
