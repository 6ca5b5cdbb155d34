#include "conformance/setup/test_authority.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

namespace mockmeter::conformance {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::Pair;

TEST(TestAuthority, IsAFileInAFolderOfItsOwnThatGoesWithIt) {
  std::optional<TestAuthority> trust(std::in_place);
  const fs::path file = trust->file();
  std::ifstream stream(file);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(stream), {}),
            certificate_of(*trust->authority()));
  EXPECT_EQ(fs::status(file.parent_path()).permissions(), fs::perms::owner_all);
  trust.reset();
  EXPECT_FALSE(fs::exists(file.parent_path()));
}

TEST(TestAuthority, MayGoEarly) {
  const TestAuthority trust;
  trust.remove();
  EXPECT_FALSE(fs::exists(fs::path(trust.file()).parent_path()));
}

TEST(TestAuthority, IsInTheVariablesThatLibrariesRead) {
  const TestAuthority trust;
  for (const char* name :
       {"SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"}) {
    EXPECT_THAT(trust.environment(), Contains(Pair(name, trust.file())));
  }
}

}  // namespace
}  // namespace mockmeter::conformance
