#include "base/files/atomic_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace mockmeter {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

/// A folder of its own for each test.
class AtomicFileTest : public ::testing::Test {
 protected:
  AtomicFileTest() : folder_(fs::path(::testing::TempDir()) / ("atomic_file_" + name())) {
    fs::create_directories(folder_);
  }
  ~AtomicFileTest() override { fs::remove_all(folder_); }

  static std::string name() {
    return ::testing::UnitTest::GetInstance()->current_test_info()->name();
  }
  std::string path() const { return folder_ / "report"; }
  std::ptrdiff_t files() const {
    return std::distance(fs::directory_iterator(folder_), fs::directory_iterator());
  }
  std::string content() const {
    std::ifstream file(path());
    return {std::istreambuf_iterator<char>(file), {}};
  }

  const fs::path folder_;
};

TEST_F(AtomicFileTest, AppearsWholeWhenItIsPublished) {
  std::ofstream(path()) << "old";
  AtomicFile file("--report", path());
  EXPECT_EQ(content(), "old");
  file.publish("new");
  EXPECT_EQ(content(), "new");
  EXPECT_EQ(files(), 1);
}

TEST_F(AtomicFileTest, LeavesNothingWhenItIsNot) {
  { const AtomicFile file("--report", path()); }
  EXPECT_EQ(files(), 0);
}

TEST_F(AtomicFileTest, CanBeMovedBeforeItIsPublished) {
  AtomicFile first("--report", path());
  AtomicFile second(std::move(first));
  second.publish("text");
  EXPECT_EQ(content(), "text");
}

TEST_F(AtomicFileTest, WritesADeviceInPlace) {
  AtomicFile("--report", "/dev/null").publish("text");
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST_F(AtomicFileTest, SaysWhatCannotBeWrittenBeforeThereIsAnythingToWrite) {
  for (const std::string& bad : {(folder_ / "no" / "report").string(), folder_.string() + "/"}) {
    try {
      const AtomicFile file("--report", bad);
      ADD_FAILURE() << bad << " was accepted";
    } catch (const std::runtime_error& error) {
      EXPECT_THAT(error.what(), HasSubstr("--report " + bad));
      EXPECT_THAT(error.what(), HasSubstr("writable"));
    }
  }
}

}  // namespace
}  // namespace mockmeter
