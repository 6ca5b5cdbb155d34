#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "conformance/adapter/adapter.h"
#include "scripts.h"

namespace mockmeter::conformance {
namespace {

using ::testing::IsEmpty;
using Kind = CallOutcome::Kind;

/// The adapter that the README shows.
std::string example() {
  std::ifstream file(MOCKMETER_SOURCE_DIR "/conformance/adapter/README.md");
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const std::string fence = "```sh\n";
  const std::size_t begin = text.find(fence) + fence.size();
  return text.substr(begin, text.find("```", begin) - begin);
}

TEST(AdapterReadme, ShowsAnAdapterThatRuns) {
  AdapterOptions options;
  options.command = {"sh", "-c", example()};
  Adapter adapter(options);
  EXPECT_TRUE(adapter.hello().given);
  const std::chrono::milliseconds limit{20'000};
  const CallOutcome known = adapter.call(a_call("neon.account_consumption"), limit);
  EXPECT_EQ(known.kind, Kind::kResult) << known.text;
  EXPECT_EQ(known.value.dump(), R"({"periods":[]})");
  EXPECT_EQ(adapter.call(a_call("test.made_up"), limit).kind, Kind::kUnsupported);
  EXPECT_TRUE(adapter.exits_on_eof());
  EXPECT_THAT(adapter.warnings(), IsEmpty());
}

}  // namespace
}  // namespace mockmeter::conformance
