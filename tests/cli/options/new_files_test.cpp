#include "cli/options/new_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace mockmeter::cli {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

/// A folder of its own for each test.
class NewFilesTest : public ::testing::Test {
 protected:
  NewFilesTest()
      : root_(fs::path(::testing::TempDir()) /
              (std::string("new_files_") +
               ::testing::UnitTest::GetInstance()->current_test_info()->name())) {
    fs::remove_all(root_);
    fs::create_directories(root_);
  }
  ~NewFilesTest() override { fs::remove_all(root_); }

  static std::string refusal(const fs::path& folder, const std::vector<NewFile>& files) {
    try {
      make_new_files(folder, files);
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return {};
  }
  std::ptrdiff_t made() const {
    return std::distance(fs::recursive_directory_iterator(root_),
                         fs::recursive_directory_iterator());
  }
  static std::string content(const fs::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  const fs::path root_;
};

constexpr std::string_view kLine = "one line\n";

TEST_F(NewFilesTest, AreMadeWithTheFoldersTheyNeed) {
  make_new_files(root_ / "a" / "b", {{"text", kLine}, {"program", "#!/bin/sh\n", true}});
  EXPECT_EQ(content(root_ / "a" / "b" / "text"), kLine);
  const auto may = [&](const char* name) {
    return fs::status(root_ / "a" / "b" / name).permissions() & fs::perms::owner_exec;
  };
  EXPECT_EQ(may("text"), fs::perms::none);
  EXPECT_NE(may("program"), fs::perms::none);
}

TEST_F(NewFilesTest, NameEveryOneThatIsThereAndMakeNone) {
  std::ofstream(root_ / "one") << "mine";
  fs::create_symlink("nowhere", root_ / "three");
  const std::string said = refusal(root_, {{"zero", kLine}, {"one", kLine}, {"three", kLine}});
  EXPECT_THAT(said, HasSubstr((root_ / "one").string() + ", " + (root_ / "three").string() + ";"));
  EXPECT_EQ(content(root_ / "one"), "mine");
  EXPECT_EQ(made(), 2);
}

TEST_F(NewFilesTest, LeaveNothingBehindWhenOneCannotBeMade) {
  const std::string said = refusal(root_ / "a" / "b", {{"text", kLine}, {"no/such/folder", kLine}});
  EXPECT_THAT(said, HasSubstr("no/such/folder (No such file or directory)"));
  EXPECT_EQ(made(), 0);
}

TEST_F(NewFilesTest, NeedAFolderThatIsOne) {
  std::ofstream(root_ / "file") << "mine";
  EXPECT_THAT(refusal(root_ / "file" / "folder", {{"text", kLine}}), HasSubstr("cannot write"));
  EXPECT_EQ(made(), 1);
}

}  // namespace
}  // namespace mockmeter::cli
