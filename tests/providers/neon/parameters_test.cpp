// What a request may not say: every refusal before the data, with its text.

#include <gtest/gtest.h>

#include <string>

#include "tests/providers/neon/asking.h"

namespace mockmeter::testing {
namespace {

const std::string kFrom = "from=2026-05-17T00:00:00Z&";
const std::string kTo = "to=2026-05-20T00:00:00Z&";
const std::string kDaily = "granularity=daily";

struct Refusal {
  std::string request;
  std::string message;
};

void expect_refusals(const std::vector<Refusal>& refusals) {
  for (const auto& [request, message] : refusals) {
    const Response response = ask(request);
    EXPECT_EQ(response.status, 400) << request << response.body;
    EXPECT_EQ(message_of(response), message) << request;
  }
}

TEST(NeonParameters, RefusesWhatIsMissingOrRepeated) {
  expect_refusals({
      {"account", "query parameter \"from\" not set"},
      {"account?" + kTo + kDaily, "query parameter \"from\" not set"},
      {"account?" + kFrom + kDaily, "query parameter \"to\" not set"},
      {"account?" + kFrom + kTo, "query parameter \"granularity\" not set"},
      {"account?" + kFrom + kFrom + kTo + kDaily, "query parameter \"from\" multiple values"},
      {"account?" + kFrom + kTo + kTo + kDaily, "query parameter \"to\" multiple values"},
      {"account" + kThreeDays + "&" + kDaily, "query parameter \"granularity\" multiple values"},
      {"account" + kThreeDays + "&org_id=a&org_id=b", "query parameter \"org_id\" multiple values"},
      {"account" + kThreeDays + "&include_v1_metrics=true&include_v1_metrics=true",
       "query parameter \"include_v1_metrics\" multiple values"},
      {"projects" + kThreeDays + "&limit=1&limit=2", "query parameter \"limit\" multiple values"},
      {"v2/projects" + kThreeDays + "&metrics=compute_unit_seconds",
       "query parameter \"org_id\" not set"},
      {"v2/projects" + kThreeDays + kOcean, "query parameter \"metrics\" not set"},
      {"v2/projects" + kThreeDays + kOcean + "&metrics[]=compute_unit_seconds",
       "query parameter \"metrics\" not set"},
      {"v2/projects" + kThreeDays + kOcean + "&metrics=", "query parameter \"metrics\" not set"},
      {"v2/branches" + kThreeDays + kOcean + "&metrics=compute_unit_seconds",
       "query parameter \"project_ids\" not set"},
  });
}

TEST(NeonParameters, RefusesWhatCannotBeRead) {
  const std::string id_pattern = "string: no regex match: ^[a-z0-9-]{1,60}$";
  expect_refusals({
      {"account?" + kFrom + kTo + "granularity=weekly", "invalid value: weekly"},
      {"account?" + kFrom + kTo + "granularity=Daily", "invalid value: Daily"},
      {"account?" + kFrom + kTo + "granularity=", "invalid value: "},
      {"account" + kThreeDays + "&org_id=", id_pattern},
      {"account" + kThreeDays + "&org_id=Ocean", id_pattern},
      {"account" + kThreeDays + "&org_id=" + std::string(61, 'a'), id_pattern},
      {"account" + kThreeDays + "&include_v1_metrics=yes",
       "strconv.ParseBool: parsing \"yes\": invalid syntax"},
      {"account" + kThreeDays + "&include_v1_metrics=",
       "strconv.ParseBool: parsing \"\": invalid syntax"},
      {"account?from=&" + kTo + kDaily,
       "parsing time \"\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"\" as \"2006\""},
      {"account?from=2026-05-17T00:00:00+02:00&" + kTo + kDaily,
       "parsing time \"2026-05-17T00:00:00 02:00\" as \"2006-01-02T15:04:05Z07:00\": cannot parse "
       "\" 02:00\" as \"Z07:00\""},
      {"account" + kThreeDays + "&metrics=cpu_seconds,ram_bytes", "unknown metric: cpu_seconds"},
  });
}

TEST(NeonParameters, BoundsPagesAndLists) {
  const std::string v2 = kThreeDays + kOcean + "&metrics=compute_unit_seconds";
  std::string many;
  for (int i = 0; i < 101; ++i) many += "&project_ids=a";
  expect_refusals({
      {"projects" + kThreeDays + "&limit=0", "int: value 0 less than 1"},
      {"projects" + kThreeDays + "&limit=-3", "int: value -3 less than 1"},
      {"projects" + kThreeDays + "&limit=101", "int: value 101 greater than 100"},
      {"projects" + kThreeDays + "&limit=", "strconv.Atoi: parsing \"\": invalid syntax"},
      {"projects" + kThreeDays + "&limit=%2B-1", "strconv.Atoi: parsing \"+-1\": invalid syntax"},
      {"projects" + kThreeDays + "&limit=1e2", "strconv.Atoi: parsing \"1e2\": invalid syntax"},
      {"projects" + kThreeDays + "&limit=99999999999999999999",
       "strconv.Atoi: parsing \"99999999999999999999\": value out of range"},
      {"projects" + kThreeDays + "&cursor=nobody", "invalid cursor: nobody"},
      {"projects" + kThreeDays + many, "array: len 101 greater than maximum 100"},
      {"projects" + kThreeDays + "&project_ids=a&project_ids=A,b",
       "invalid: [1] (string: no regex match: ^([a-z0-9-]{1,60}(,[a-z0-9-]{1,60}){0,99})?$)"},
      {"v2/branches" + v2 + "&project_ids=a&limit=1001", "int: value 1001 greater than 1000"},
      {"v2/branches" + v2 + "&project_ids=a&branch_ids=a,",
       "invalid: [0] (string: no regex match: ^([a-z0-9-]{1,60}(,[a-z0-9-]{1,60}){0,99})?$)"},
      {"v2/branches" + kThreeDays + kOcean + "&project_ids=a&metrics=extra_branches_month",
       "unknown metric: extra_branches_month"},
  });
}

TEST(NeonParameters, AcceptsEveryEncodingOfAnInstant) {
  for (const char* from : {"2026-05-17T02:00:00%2B02:00", "2026-05-17T00%3A00%3A00.000Z",
                           "2026-05-16T22:00:00-02:00", "2026-05-17T23:59:59.999999999Z"}) {
    EXPECT_EQ(account_buckets("?from=" + std::string(from) + "&" + kTo + kDaily),
              account_buckets(kThreeDays))
        << from;
  }
}

TEST(NeonParameters, ReadsBooleansAsGoDoes) {
  for (const char* yes : {"1", "t", "T", "TRUE", "true", "True"}) {
    EXPECT_TRUE(account_buckets(kThreeDays + "&include_v1_metrics=" + yes)[0].contains(
        "data_storage_bytes_hour"));
  }
  for (const char* no : {"0", "f", "F", "FALSE", "false", "False"}) {
    EXPECT_FALSE(account_buckets(kThreeDays + "&include_v1_metrics=" + no)[0].contains(
        "data_storage_bytes_hour"));
  }
}

TEST(NeonParameters, NeverFailsOnHostileTargets) {
  for (const char* tail :
       {"&metrics=%00", "&metrics=%ff", "&metrics=%", "&org_id=%zz", "&cursor=%f0%28",
        "&limit=\x01", "&from=%80", "&metrics=,,,,", "&=", "&&&", "&granularity"}) {
    for (const char* path : {"account", "projects", "v2/projects", "v2/branches"}) {
      const Response response = ask(path + kThreeDays + tail);
      EXPECT_TRUE(response.status == 200 || response.status == 400) << path << tail;
      EXPECT_TRUE(body_of(response).is_object());
    }
  }
}

}  // namespace
}  // namespace mockmeter::testing
