#include "conformance/evaluation/assertions/leaks.h"

#include <gtest/gtest.h>

#include <string>

#include "base/text/base64.h"
#include "tests/conformance/evaluation/trace_builder.h"

namespace mockmeter::conformance::testing {
namespace {

constexpr const char* kSecret = "s3cr&t/\"token\"";

TEST(Silence, KnowsEveryFormOfAText) {
  const struct {
    std::string hay;
    const char* form;
  } kRows[] = {
      {"", ""},
      {"nothing of it", ""},
      {"the " + std::string(kSecret) + "!", "as it is"},
      {R"({"k":"s3cr&t/\"token\""})", "escaped as JSON"},
      {"?k=s3cr%26t%2f%22token%22", "percent-encoded"},
      {"?k=s3cr%26t/%22token%22", "percent-encoded"},
      {"Basic " + base64_encode("u:" + std::string(kSecret)), "in base64"},
      {"Basic " + base64_encode("uu:" + std::string(kSecret) + "."), "in base64"},
      {"Basic " + base64_encode(std::string(kSecret)), "in base64"},
      {"Basic " + base64_encode("u:s3cr&t/"), ""},
  };
  for (const auto& row : kRows) EXPECT_EQ(form_in(kSecret, row.hay), row.form) << row.hay;
  EXPECT_EQ(form_in("caf\xc3\xa9-key", R"(caf\u00e9-key)"), "escaped as JSON");
  EXPECT_EQ(form_in("~~~??\?>>>", "k=fn5-Pz8_Pj4-"), "in base64") << "with the digits of URLs";
}

TEST(Silence, IsAskedOfEverythingThatAClientSays) {
  const auto evaluated = [](auto change) {
    TraceBuilder scene(Json{{"no_leak", {{"token", kSecret}}}});
    change(scene.trace);
    return scene.evaluated();
  };
  EXPECT_EQ(failed(evaluated([](CaseTrace&) {})), "");
  EXPECT_EQ(failed(evaluated([](CaseTrace& trace) {
              trace.outcomes = {result({{"token", kSecret}})};
            })),
            "")
      << "a result may have it";
  EXPECT_EQ(failed(evaluated([](CaseTrace& trace) {
              trace.outcomes = {error({{"cause", {{kSecret, 1}}}})};
            })),
            "no_leak.token");
  EXPECT_EQ(failed(evaluated([](CaseTrace& trace) {
              trace.outcomes.front().warnings = {"careful", kSecret};
            })),
            "no_leak.token");
  const Evaluation noisy = evaluated([](CaseTrace& trace) { trace.stderr_output = kSecret; });
  const Assertion found = check(noisy, "no_leak.token");
  EXPECT_FALSE(found.passed);
  EXPECT_EQ(found.actual, "stderr has it, as it is");
}

}  // namespace
}  // namespace mockmeter::conformance::testing
