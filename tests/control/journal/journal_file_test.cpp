#include "server/control/journal/journal_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

namespace mockmeter {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(JournalFile, AppendsToWhatIsThere) {
  const std::string path = ::testing::TempDir() + "journal-appends.jsonl";
  std::ofstream(path) << "old\n";
  JournalFile(path).append("new\n");
  std::ifstream file(path);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  EXPECT_EQ(text, "old\nnew\n");
}

TEST(JournalFile, LinesOfManyThreadsStayWhole) {
  const std::string path = ::testing::TempDir() + "journal-threads.jsonl";
  std::filesystem::remove(path);
  JournalFile file(path);
  std::vector<std::thread> threads;
  for (char c = 'a'; c < 'e'; ++c) {
    threads.emplace_back([&file, c] {
      for (int i = 0; i < 500; ++i) file.append(std::string(2000, c) + '\n');
    });
  }
  for (auto& thread : threads) thread.join();
  std::ifstream lines(path);
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    ASSERT_EQ(line.size(), 2000U);
    ASSERT_EQ(std::set<char>(line.begin(), line.end()).size(), 1U);
  }
  EXPECT_EQ(count, 2000);
}

TEST(JournalFile, ThatCannotBeWrittenIsNamedWithTheRemedy) {
  try {
    const JournalFile file("/no/such/folder/journal.jsonl");
    FAIL();
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), AllOf(HasSubstr("/no/such/folder/journal.jsonl"),
                                    HasSubstr("No such file"), HasSubstr("--journal-file")));
  }
}

}  // namespace
}  // namespace mockmeter
