#include "conformance/drift/recorded_verdicts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace mockmeter::conformance::drift {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

Verdicts read(const std::string& text) {
  const std::string path = testing::TempDir() + "recorded_verdicts";
  std::ofstream(path, std::ios::binary) << text;
  Verdicts verdicts;
  read_verdicts(path, verdicts);
  std::filesystem::remove(path);
  return verdicts;
}

TEST(RecordedVerdicts, AreInAStream) {
  EXPECT_THAT(read(R"({"type":"header","id":"x","verdict":"y"}
{"type":"case","id":"a/b/c","exchanges":[{"id":"no","verdict":"no"}],"verdict":"pass"}
{"type":"case","id":"a/b/d","verdict":"fail"}
{"type":"footer"}
)"),
              ElementsAre(Pair("a/b/c", "pass"), Pair("a/b/d", "fail")));
}

TEST(RecordedVerdicts, AreInAnArchive) {
  EXPECT_THAT(read(R"({"log": {"pages": [{"id": "a/b/c", "_verdict": "pass"}, {"id": "page_1"}, 7],
                               "entries": [{"id": "a/b/x", "_verdict": "fail"}]}})"),
              ElementsAre(Pair("a/b/c", "pass")));
}

TEST(RecordedVerdicts, StandBehindAByteOrderMark) {
  const std::string mark = "\xEF\xBB\xBF";
  EXPECT_THAT(read(mark + R"({"type":"case","id":"a/b/c","verdict":"pass"})" + '\n'),
              ElementsAre(Pair("a/b/c", "pass")));
  EXPECT_THAT(read(mark + R"({"log": {"pages": [{"id": "a/b/c", "_verdict": "pass"}]}})"),
              ElementsAre(Pair("a/b/c", "pass")));
}

TEST(RecordedVerdicts, AreNowhereElse) {
  for (const char* text : {"", "{", "[]", R"({"log": 1})", R"({"log": {"pages": "x"}})",
                           R"({"type":"case","id":"a)", R"({"request":{}})"}) {
    EXPECT_THAT(read(text), IsEmpty()) << text;
  }
}

}  // namespace
}  // namespace mockmeter::conformance::drift
