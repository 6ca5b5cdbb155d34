#include "tests/fuzz/corpus.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <stdexcept>

namespace mockmeter::fuzz {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

class Corpus : public ::testing::Test {
 protected:
  ~Corpus() override { std::filesystem::remove(file_); }

  const std::filesystem::path file_ =
      std::filesystem::path(::testing::TempDir()) /
      ::testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(Corpus, KeepsEveryByte) {
  std::string bytes;
  for (int value = 0; value < 256; ++value) bytes += static_cast<char>(value);
  write_corpus(file_, {bytes, "GET / HTTP/1.1\r\n\r\n", "", bytes});
  EXPECT_THAT(read_corpus(file_), ElementsAre("", "GET / HTTP/1.1\r\n\r\n", bytes));
}

TEST_F(Corpus, ALineThatIsNoInputIsNamed) {
  for (const char* line : {"GET /", "7", "\"\\u0100\"", "\"\\ud83d\\ude00\"", ""}) {
    std::ofstream(file_) << "\"good\"\n" << line << '\n';
    EXPECT_THAT([&] { read_corpus(file_); },
                ThrowsMessage<std::runtime_error>(HasSubstr(file_.string() + ", line 2")))
        << line;
  }
  EXPECT_THROW(read_corpus(file_ / "nowhere"), std::runtime_error);
}

}  // namespace
}  // namespace mockmeter::fuzz
