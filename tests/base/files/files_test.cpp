#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "base/files/file_text.h"
#include "base/files/temporary_file.h"

namespace mockmeter {
namespace {

TEST(FileText, IsAllThatIsInAFile) {
  const std::string bytes("a\r\n\0\xff", 5);
  EXPECT_EQ(file_text(TemporaryFile(bytes).path()), bytes);
  EXPECT_EQ(file_text(TemporaryFile("").path()), "");
  EXPECT_EQ(file_text("/proc/self/comm").value_or("").back(), '\n');
}

TEST(FileText, IsEmptyWhereThereIsNone) {
  EXPECT_EQ(file_text("/no/such/file"), std::nullopt);
  EXPECT_EQ(file_text("/tmp"), std::nullopt);
}

TEST(TemporaryFile, IsThereWhileItLives) {
  std::string path;
  {
    const TemporaryFile file("text");
    path = file.path();
    EXPECT_TRUE(std::filesystem::exists(path));
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace mockmeter
