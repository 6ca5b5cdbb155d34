#include "conformance/adapters/reference/response/decode.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>

#include "conformance/adapters/reference/common/call_error.h"
#include "tests/conformance/adapters/reference/made_up_api.h"

namespace reference {
namespace {

std::string read(const std::string& body, const MutantSet& mutants = {}) {
  return decode(usage(), Response{200, {}, body}, mutants, {}).dump();
}

TEST(Decode, KeepsDecimalsAsTheyAreWritten) {
  EXPECT_EQ(read(R"({"value":0.001589850000000000000000000001})"),
            R"({"value":"0.001589850000000000000000000001"})");
  EXPECT_EQ(read(R"({"value":"0.001589850000000000000000000001"})"),
            R"({"value":"0.001589850000000000000000000001"})");
  EXPECT_EQ(read(R"({"value":"0E-6176"})"), R"({"value":"0E-6176"})");
  EXPECT_EQ(read(R"({"value":12})"), R"({"value":12})");
  EXPECT_EQ(read(R"({"value":null,"other":0.5})"), R"({"value":null,"other":0.5})");
}

TEST(Decode, MutantsSpoilDecimals) {
  EXPECT_EQ(read(R"({"value":"5.806"})", with("round-two")), R"({"value":5.81})");
  EXPECT_EQ(read(R"({"value":5.806})", with("int-truncate")), R"({"value":5})");
  EXPECT_EQ(
      read(R"({"value":"0.1000000000000000055511151231257827"})", with("integers-as-doubles")),
      R"({"value":0.1})");
}

TEST(Decode, LeavesUnixSecondsAndNullDimensionsAlone) {
  const char* body = R"({"data":[{"start":1779235200,"results":[{"model":null}]}]})";
  ::setenv("TZ", "Pacific/Auckland", 1);  // where local time shows
  ::tzset();
  EXPECT_EQ(read(body), body);
  EXPECT_NE(read(body, with("local-parse")), body);
  ::unsetenv("TZ");
  ::tzset();
  EXPECT_THROW(read(body, with("null-crash")), CallError);
}

TEST(Decode, CountsAPointThatIsAnArrayByItsLength) {
  EXPECT_EQ(
      read(R"({"data":[{"start":1,"results":[]},{"start":2,"results":[{}]}]})", with("drop-zeros")),
      R"({"data":[{"start":2,"results":[{}]}]})");
}

TEST(Decode, TakesWhatIsNoJsonForNothingElse) {
  for (const char* text : {"", "{", "{} {}", R"({"value":1e999})", R"({"value":01})"}) {
    EXPECT_THROW(read(text), CallError) << text;
  }
}

}  // namespace
}  // namespace reference
