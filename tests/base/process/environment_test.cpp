#include "base/process/environment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "base/files/temporary_file.h"

namespace mockmeter {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::StartsWith;

VariableReader reading(const std::map<std::string, std::string>& variables) {
  return [variables](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  };
}

TEST(ProxyBypass, ExtendsWhatIsThere) {
  constexpr const char* kLocal = "127.0.0.1,localhost,::1";
  EXPECT_THAT(proxy_bypass(reading({})),
              ElementsAre(Pair("NO_PROXY", kLocal), Pair("no_proxy", kLocal)));
  EXPECT_THAT(proxy_bypass(reading({{"NO_PROXY", "a.test, localhost"}, {"no_proxy", "b.test"}})),
              ElementsAre(Pair("NO_PROXY", "a.test, localhost,127.0.0.1,::1"),
                          Pair("no_proxy", "b.test,127.0.0.1,localhost,::1")));
}

TEST(ProxyBypass, OneSpellingDoesNotHideWhatTheOtherSays) {
  EXPECT_THAT(proxy_bypass(reading({{"NO_PROXY", "a.test"}})),
              ElementsAre(Pair("NO_PROXY", StartsWith("a.test,")),
                          Pair("no_proxy", StartsWith("a.test,"))));
}

TEST(ProxyBypass, NamesTheHostsAndLeavesEveryHostAlone) {
  EXPECT_THAT(proxy_bypass(reading({{"no_proxy", "*"}}), {"mock.test"}),
              ElementsAre(Pair("NO_PROXY", "*"), Pair("no_proxy", "*")));
  EXPECT_THAT(
      proxy_bypass(reading({{"no_proxy", "*"}, {"NO_PROXY", "a"}}), {"mock.test", "::1"}),
      ElementsAre(Pair("NO_PROXY", "a,127.0.0.1,localhost,::1,mock.test"), Pair("no_proxy", "*")));
}

class TrustBundleTest : public ::testing::Test {
 protected:
  std::string bundle(const std::map<std::string, std::string>& variables) {
    return trust_bundle("OURS\n", reading(variables), warn_);
  }

  static inline std::vector<std::string> warnings_;
  static void warn_(const std::string& sentence) { warnings_.push_back(sentence); }
  void SetUp() override { warnings_.clear(); }

  const TemporaryFile first_{"FIRST"};
  const TemporaryFile second_{"SECOND\n"};
};

TEST_F(TrustBundleTest, HoldsEachFileThatIsNamedOnceAndOurs) {
  EXPECT_EQ(bundle({{"SSL_CERT_FILE", first_.path()},
                    {"CURL_CA_BUNDLE", second_.path()},
                    {"REQUESTS_CA_BUNDLE", first_.path()}}),
            "FIRST\nSECOND\nOURS\n");
  EXPECT_THAT(warnings_, IsEmpty());
}

TEST_F(TrustBundleTest, HoldsTheMachinesOwnWhereAVariableWouldReplaceIt) {
  const std::string every = bundle({{"SSL_CERT_FILE", first_.path()},
                                    {"CURL_CA_BUNDLE", first_.path()},
                                    {"REQUESTS_CA_BUNDLE", first_.path()}});
  const std::string some = bundle({{"SSL_CERT_FILE", first_.path()}});
  EXPECT_EQ(every, "FIRST\nOURS\n") << "what Node.js trusts is in it already";
  EXPECT_THAT(some, StartsWith("FIRST\n"));
  EXPECT_THAT(some, EndsWith("OURS\n"));
  EXPECT_EQ(some.size() - every.size(), bundle({}).size() - std::string("OURS\n").size());
}

TEST_F(TrustBundleTest, SaysWhatCannotBeRead) {
  EXPECT_THAT(bundle({{"SSL_CERT_FILE", "/no/such.pem"}}), HasSubstr("OURS\n"));
  EXPECT_THAT(warnings_, ElementsAre("SSL_CERT_FILE names /no/such.pem, which is no file that can "
                                     "be read"));
}

}  // namespace
}  // namespace mockmeter
