// What is wrong with a world that its schema cannot see.

#include "server/providers/upstash/world.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/providers/upstash/support.h"

namespace mockmeter::testing::upstash {
namespace {

Json section() { return make_settings().world->document.at("upstash"); }

std::vector<std::string> faults_of(const Json& document) {
  std::vector<ValidationError> faults;
  ::mockmeter::upstash::read_world(document, 1, faults);
  std::vector<std::string> pointers;
  for (const ValidationError& fault : faults) pointers.push_back(fault.pointer);
  return pointers;
}

TEST(UpstashWorld, EmptySectionIsAnEmptyProvider) {
  EXPECT_THAT(faults_of(Json::object()), ::testing::IsEmpty());
}

TEST(UpstashWorld, DefaultWorldHasNoFault) {
  EXPECT_THAT(faults_of(section()), ::testing::IsEmpty());
}

TEST(UpstashWorld, EveryFaultIsNamedByItsPlace) {
  const struct {
    const char* pointer;
    Json value;
  } cases[] = {
      {"/accounts/0/qstash/0/plan", "nothing"},
      {"/accounts/0/qstash/1/id", kPaid},
      {"/accounts/0/qstash/0/customer_id", "no-team"},
      {"/accounts/0/qstash/0/usage/dead_letters", "lost"},
      {"/accounts/0/qstash/0/usage/messages/1/id", "delivered"},
      {"/accounts/0/keys/1/name", "upstash-test"},
      {"/plans/free/limits", "none"},
      {"/teams/0/members/1/email", "dev@example.com"},
      {"/accounts/0/id", kTeam},
      {"/accounts/0/keys/0/name", "upstash-team"},
      {"/accounts/0/keys/2/expires_at", "2026-02-30T00:00:00Z"},
  };
  for (const auto& [pointer, value] : cases) {
    Json broken = section();
    broken[Json::json_pointer(pointer)] = value;
    EXPECT_THAT(faults_of(broken), ::testing::Contains(std::string("/upstash") + pointer));
  }
}

TEST(UpstashWorld, ATeamMayBeItsIdAlone) {
  Json document = section();
  document["teams"] = {"one", {{"id", "two"}}};
  EXPECT_THAT(faults_of(document), ::testing::IsEmpty());
  document["teams"].push_back("one");
  EXPECT_THAT(faults_of(document), ::testing::Contains("/upstash/teams/2"));
}

TEST(UpstashWorld, AccountsAreDistinct) {
  Json doubled = section();
  doubled["accounts"].push_back(doubled["accounts"][0]);
  const auto faults = faults_of(doubled);
  EXPECT_THAT(faults, ::testing::Contains("/upstash/accounts/1/id"));
  EXPECT_THAT(faults, ::testing::Contains("/upstash/accounts/1/email"));
}

}  // namespace
}  // namespace mockmeter::testing::upstash
