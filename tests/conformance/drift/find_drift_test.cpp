#include "conformance/drift/find_drift.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text/redaction.h"

namespace mockmeter::conformance::drift {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A server of one operation, and what it responds.
class FakeServer {
 public:
  FakeServer& responds(int status, const std::string& body, std::string_view query = "",
                       Exchange::Headers fields = {}) {
    const Exchange::Headers credential{{"Authorization", "Bearer " + key_}};
    fields.emplace_back("Content-Type", "application/json");
    const std::string target = "/api/v2/consumption_history/projects" + std::string(query);
    for (int round = 0; round < 3; ++round) {
      profile_.add({"GET", target, credential, status, fields, body});
    }
    return *this;
  }

  /// Whoever asks from here on.
  FakeServer& to(const std::string& key) {
    key_ = key;
    return *this;
  }

  const ServerProfile& profile() const { return profile_; }

 private:
  std::string key_ = "x";
  ServerProfile profile_;
};

constexpr const char* kProjects = R"({"projects": []})";
constexpr const char* kError = R"({"request_id": "r", "code": "", "message": "m"})";

/// A line for each: "breaking status status: 200 -> 403 (no parameters)".
std::vector<std::string> drift(const FakeServer& recorded, const FakeServer& now) {
  std::vector<std::string> lines;
  for (const Difference& each : find_differences(recorded.profile(), now.profile())) {
    lines.push_back(std::string(info_of(each.severity).name) + ' ' +
                    std::string(info_of(each.kind).name) + ' ' + each.where + ": " + each.recorded +
                    " -> " + each.now + (each.request.empty() ? "" : " (" + each.request + ')'));
  }
  return lines;
}

TEST(FindDrift, TheSameIsNone) {
  const auto server = FakeServer().responds(200, kProjects).responds(400, kError, "?limit=0");
  EXPECT_THAT(drift(server, server), IsEmpty());
}

TEST(FindDrift, NamesAnotherStatusOfTheSameKindOfRequest) {
  const auto recorded = FakeServer().responds(200, kProjects).responds(400, kError, "?limit=0");
  EXPECT_THAT(drift(recorded, FakeServer().responds(403, kError).responds(400, kError, "?limit=0")),
              ElementsAre("breaking status status: 200 -> 403 (no parameters)"));
  EXPECT_THAT(
      drift(recorded, FakeServer().responds(200, kProjects).responds(200, kProjects, "?limit=0")),
      ElementsAre("change status status: 400 -> 200 (?limit=0)"));
}

TEST(FindDrift, OtherRequestsAndLimitsAreNoDrift) {
  const auto recorded = FakeServer().responds(200, kProjects);
  EXPECT_THAT(
      drift(recorded, FakeServer().responds(200, kProjects).responds(400, kError, "?limit=0")),
      IsEmpty());
  EXPECT_THAT(drift(recorded, FakeServer().responds(429, kError)), IsEmpty());
  EXPECT_THAT(drift(recorded, FakeServer().responds(200, kProjects, "?limit=5")), IsEmpty());
}

TEST(FindDrift, AnAccountIsComparedWithItself) {
  const auto recorded =
      FakeServer().to("paid").responds(200, kProjects).to("free").responds(403, kError);
  EXPECT_THAT(drift(recorded, FakeServer().to("free").responds(403, kError)), IsEmpty());
  EXPECT_THAT(drift(recorded, FakeServer().to("free").responds(200, kProjects)),
              ElementsAre("change status status: 403 -> 200 (no parameters)"));
  EXPECT_THAT(
      drift(recorded,
            FakeServer().to("paid").responds(403, kError).to("free").responds(200, kProjects)),
      ElementsAre("breaking status status: 200 -> 403 (no parameters)",
                  "change status status: 403 -> 200 (no parameters)"));
}

TEST(FindDrift, AnotherAccountMayBeAnyOfThoseThatWereRecorded) {
  const auto recorded =
      FakeServer().to("paid").responds(200, kProjects).to("free").responds(403, kError);
  EXPECT_THAT(drift(recorded, FakeServer().to("mine").responds(403, kError)), IsEmpty());
  EXPECT_THAT(drift(recorded, FakeServer().to("mine").responds(404, kError)),
              ElementsAre("breaking status status: 200 -> 404 (no parameters)"));
  // Whom nobody knew is no account.
  const auto with_stranger =
      FakeServer().to("paid").responds(200, kProjects).to("nobody").responds(401, kError);
  EXPECT_THAT(drift(with_stranger, FakeServer().to("mine").responds(401, kError)),
              ElementsAre("breaking status status: 200 -> 401 (no parameters)"));
}

TEST(FindDrift, ACredentialMayHaveAnotherLabelInARecording) {
  ServerProfile recorded = FakeServer().to("$KEY").responds(200, kProjects).profile();
  ServerProfile now = FakeServer()
                          .to("secret")
                          .responds(403, kError)
                          .to("other")
                          .responds(200, kProjects)
                          .profile();
  EXPECT_THAT(find_differences(recorded, now), IsEmpty());
  now.rename_credentials({{hashed_label("secret"), hashed_label("$KEY")}});
  EXPECT_EQ(find_differences(recorded, now).size(), 1U);
}

TEST(FindDrift, NamesALostResponse) {
  const auto recorded = FakeServer().responds(200, kProjects);
  EXPECT_THAT(drift(recorded, FakeServer().responds(0, "")),
              ElementsAre("breaking body response: whole -> no whole response (no parameters)"));
}

TEST(FindDrift, NamesFieldsAndMediaTypes) {
  const auto recorded = FakeServer().responds(200, kProjects, "", {{"X-RateLimit-Limit", "5"}});
  const auto now = FakeServer().responds(200, kProjects, "", {{"Sunset", "x"}, {"Server", "y"}});
  EXPECT_THAT(drift(recorded, now), ElementsAre("change header 200 sunset: absent -> present",
                                                "change header 200 x-ratelimit-limit: present -> "
                                                "absent"));
  EXPECT_THAT(drift(FakeServer().responds(200, kProjects), FakeServer().responds(200, "<html>")),
              Contains("breaking body 200 body: JSON -> text that is no JSON"));
  EXPECT_THAT(drift(FakeServer().responds(200, kProjects),
                    FakeServer().responds(200, kProjects, "", {{"Content-Type", "text/html"}})),
              ElementsAre("breaking content-type 200 Content-Type: application/json -> text/html"));
}

TEST(FindDrift, ADifferenceOfSomeKindsOfRequestNamesOne) {
  constexpr const char* kMore = R"({"projects": [], "limits": {"a": 1}})";
  const auto recorded = FakeServer()
                            .responds(200, kMore)
                            .responds(200, kMore, "?limit=1")
                            .responds(200, kMore, "?limit=2")
                            .responds(200, kMore, "?limit=3");
  const auto lines = drift(recorded, FakeServer()
                                         .responds(200, kMore)
                                         .responds(200, kMore, "?limit=1")
                                         .responds(200, kProjects, "?limit=2")
                                         .responds(200, kProjects, "?limit=3"));
  EXPECT_THAT(lines, Contains(HasSubstr("optional-member 200 /limits")));
}

TEST(FindDrift, WhatBreaksADocumentIsNoticedWhenItIsOld) {
  const auto old = FakeServer().responds(200, R"({"projects": [], "more": 1})");
  EXPECT_THAT(drift(old, old), ElementsAre("notice new-member 200 /more: integer -> integer"));
  EXPECT_THAT(drift(FakeServer(), old), ElementsAre("change new-member 200 /more:  -> integer"));
}

TEST(FindDrift, TellsWhatWasCompared) {
  const auto server = FakeServer().responds(200, kProjects);
  const Drift both = find_drift(server.profile(), server.profile());
  ASSERT_EQ(both.compared.size(), 1U);
  EXPECT_EQ(both.compared.front().recorded, 3U);
  EXPECT_THAT(find_drift({}, server.profile()).not_recorded,
              ElementsAre("neon.project_consumption"));
  EXPECT_THAT(find_drift(server.profile(), {}).not_asked, ElementsAre("neon.project_consumption"));
}

CaseResult probe(const Case& subject, Verdict verdict) {
  CaseResult result;
  result.subject = &subject;
  result.verdict = verdict;
  return result;
}

TEST(FindDrift, NamesProbesThatFailNow) {
  Case first;
  first.id = "acme/get/series/sorted";
  Case second;
  second.id = "acme/get/series/whole";
  const std::vector<CaseResult> now{probe(first, Verdict::kFail),
                                    probe(second, Verdict::kAdvisory)};
  Drift drift;
  add_invariants({{first.id, "pass"}, {second.id, "fail"}}, now, drift);
  ASSERT_EQ(drift.differences.size(), 1U);
  EXPECT_EQ(drift.differences.front().where, first.id);
  EXPECT_EQ(drift.differences.front().severity, DriftSeverity::kBreaking);
  Drift unknown;
  add_invariants({}, now, unknown);
  ASSERT_EQ(unknown.differences.size(), 2U);
  EXPECT_EQ(unknown.differences.back().severity, DriftSeverity::kNotice);
}

}  // namespace
}  // namespace mockmeter::conformance::drift
