#include "conformance/suite/selection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace mockmeter::conformance {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Case a_case(std::string id, std::string topic) {
  Case subject;
  subject.id = std::move(id);
  subject.topic = std::move(topic);
  subject.operations = {"neon.account_consumption"};
  return subject;
}

class Selecting : public ::testing::Test {
 protected:
  Selecting() {
    suite_.cases.push_back(a_case("neon/a/core", "decoding"));
    suite_.cases.push_back(a_case("neon/a/resilient", "retry"));
    suite_.cases.push_back(a_case("neon/a/secure", "tls"));
    suite_.cases.push_back(a_case("upstash/b/core[x=1]", "request"));
  }

  std::vector<std::string> ids(const std::vector<const Case*>& cases) const {
    std::vector<std::string> found;
    for (const Case* subject : cases) found.push_back(subject->id);
    return found;
  }

  std::vector<std::string> chosen(const SelectionOptions& options) const {
    return ids(select(suite_, options).cases);
  }

  std::string refusal(const SelectionOptions& options) const {
    try {
      select(suite_, options);
    } catch (const std::invalid_argument& error) {
      return error.what();
    }
    return "nothing";
  }

  Suite suite_;
};

TEST_F(Selecting, EverythingUnlessAsked) { EXPECT_EQ(chosen({}).size(), 4U); }

TEST_F(Selecting, ByGlob) {
  EXPECT_THAT(chosen({{"neon/**"}, {}, Profile::kSecure, {}}),
              ElementsAre("neon/a/core", "neon/a/resilient", "neon/a/secure"));
  EXPECT_THAT(chosen({{"*/*/core", "**/secure"}, {}, Profile::kSecure, {}}),
              ElementsAre("neon/a/core", "neon/a/secure", "upstash/b/core[x=1]"));
}

TEST_F(Selecting, ByProfileWhichHasTheOnesBefore) {
  EXPECT_THAT(chosen({{}, {}, Profile::kCore, {}}),
              ElementsAre("neon/a/core", "upstash/b/core[x=1]"));
  EXPECT_THAT(chosen({{}, {}, Profile::kResilient, {"neon"}}),
              ElementsAre("neon/a/core", "neon/a/resilient"));
}

TEST_F(Selecting, BySeveralProviders) {
  EXPECT_EQ(chosen({{}, {}, Profile::kSecure, {"upstash", "neon"}}).size(), 4U);
}

TEST_F(Selecting, WhatIsSkippedIsAskedForAllTheSame) {
  const Selection selection = select(suite_, {{"neon/**"}, {"**/core"}, Profile::kSecure, {}});
  EXPECT_THAT(ids(selection.cases), ElementsAre("neon/a/resilient", "neon/a/secure"));
  EXPECT_THAT(ids(selection.skipped), ElementsAre("neon/a/core"));
}

TEST_F(Selecting, RefusesWhatFitsNothing) {
  EXPECT_THAT(refusal({{"neon/**", "nein/**"}, {}, Profile::kSecure, {}}),
              HasSubstr("--run \"nein/**\""));
  EXPECT_THAT(refusal({{}, {"x"}, Profile::kSecure, {}}), HasSubstr("--skip \"x\""));
  EXPECT_THAT(refusal({{}, {}, Profile::kSecure, {"neon", "acme"}}),
              HasSubstr("use one of neon, upstash"));
  EXPECT_THAT(refusal({{"neon/**"}, {}, Profile::kSecure, {"upstash"}}),
              HasSubstr("no case is left"));
}

TEST(Claims, OperationsAndFeaturesDecide) {
  Case subject = a_case("neon/a/b", "retry");
  subject.features = {"retry"};
  ClientInfo client;
  EXPECT_THAT(unsupported_reason(subject, client), HasSubstr("feature retry"));
  client.features = {"paging", "retry"};
  EXPECT_THAT(unsupported_reason(subject, client), IsEmpty())
      << "no list of operations declares them all";
  client.operations = {"neon.account_consumption"};
  EXPECT_THAT(unsupported_reason(subject, client), IsEmpty());
  client.operations = {"neon.project_consumption"};
  EXPECT_THAT(unsupported_reason(subject, client), HasSubstr("declare neon.account_consumption"));
}

}  // namespace
}  // namespace mockmeter::conformance
