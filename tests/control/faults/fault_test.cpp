#include "server/control/faults/fault.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "server/control/faults/kinds.h"
#include "server/control/journal/secrets.h"

namespace mockmeter {
namespace {

TEST(ParseFault, ReadsEveryKindOfTheTableBackToItsText) {
  for (const FaultKind& kind : fault_kinds()) {
    EXPECT_EQ(to_string(parse_fault(kind.example())), kind.example());
    EXPECT_EQ(parse_fault(kind.example()).kind, &kind);
  }
}

TEST(ParseFault, ReadsEveryOption) {
  const Fault fault = parse_fault(
      "missing-bucket,times=2,skip=3,p=0.25,op=neon.account_consumption,key=napi_scale");
  EXPECT_EQ(fault.times, 2U);
  EXPECT_EQ(fault.skip, 3U);
  EXPECT_EQ(fault.p, 250'000U);
  EXPECT_EQ(fault.op, "neon.account_consumption");
  EXPECT_EQ(fault.key, "napi_scale");
  EXPECT_EQ(to_string(fault),
            "missing-bucket,times=2,skip=3,p=0.25,op=neon.account_consumption,key=napi_scale");
}

TEST(ParseFault, TakesOptionsInAnyOrderAndGivesThemInOne) {
  EXPECT_EQ(to_string(parse_fault("hang,key=a,p=1,times=1,skip=0")), "hang,times=1,key=a");
}

TEST(ParseFault, ReadsValuesInTheirUnits) {
  struct Case {
    const char* text;
    std::int64_t number;
  };
  for (const auto& [text, number] : std::vector<Case>{
           {"status=400", 400},
           {"status=599", 599},
           {"delay=300ms", 300},
           {"delay=2s", 2000},
           {"delay=5m", 300'000},
           {"late-data=2h", 7'200'000},
           {"late-data=1d", 86'400'000},
           {"dribble=1kB", 1000},
           {"dribble=250B", 250},
           {"truncate=0", 0},
           {"truncate=2MB", 2'000'000},
           {"reset=64", 64},
           {"reset", 0},
       }) {
    EXPECT_EQ(parse_fault(text).number, number) << text;
  }
  EXPECT_EQ(parse_fault("content-type=text/plain; charset=x").value, "text/plain; charset=x");
}

struct Refused {
  const char* text;
  const char* expected;  // a part of it
  const char* found;
};

const std::vector<Refused> kRefused{
    Refused{"", "one of status, delay", "nothing at character 1"},
    Refused{"statsu=503", "one of status, delay", "\"statsu\" at character 1"},
    Refused{"STATUS=503", "one of status", "\"STATUS\" at character 1"},
    Refused{"status", "a status from 400 to 599", "nothing at character 7"},
    Refused{"status=", "a status from 400 to 599", "nothing at character 8"},
    Refused{"status=200", "a status from 400 to 599", "\"200\" at character 8"},
    Refused{"status=600", "a status", "\"600\" at character 8"},
    Refused{"status=0503", "a status", "\"0503\" at character 8"},
    Refused{"status=503x", "a status", "\"503x\" at character 8"},
    Refused{"delay=300", "a duration", "\"300\" at character 7"},
    Refused{"delay=-1s", "a duration", "\"-1s\" at character 7"},
    Refused{"delay=0s", "a duration", "\"0s\" at character 7"},
    Refused{"delay=ms", "a duration", "\"ms\" at character 7"},
    Refused{"delay=999999999d", "a duration", "\"999999999d\" at character 7"},
    Refused{"dribble=0", "a size", "\"0\" at character 9"},
    Refused{"dribble=1KB", "a size", "\"1KB\" at character 9"},
    Refused{"truncate", "a size", "nothing at character 9"},
    Refused{"reset=", "a size", "nothing at character 7"},
    Refused{"empty=1", "empty without a value", "\"empty=1\" at character 1"},
    Refused{"empty=", "empty without a value", "\"empty=\" at character 1"},
    Refused{"content-type=", "a media type", "nothing at character 14"},
    Refused{"content-type= x", "a media type", "\" x\" at character 14"},
    Refused{"content-type=a\r\nb: c", "a media type", "\"a??b: c\" at character 14"},
    Refused{"hang,times=0", "a count from 1 on", "\"0\" at character 12"},
    Refused{"hang,times=-1", "a count", "\"-1\" at character 12"},
    Refused{"hang,times", "a count", "nothing at character 11"},
    Refused{"hang,times=99999999999999999999", "a count",
            "\"99999999999999999999\" at character 12"},
    Refused{"hang,skip=x", "a count", "\"x\" at character 11"},
    Refused{"hang,p=0", "a probability", "\"0\" at character 8"},
    Refused{"hang,p=1.5", "a probability", "\"1.5\" at character 8"},
    Refused{"hang,p=nan", "a probability", "\"nan\" at character 8"},
    Refused{"hang,p=-0.1", "a probability", "\"-0.1\" at character 8"},
    Refused{"hang,op=neon.nothing", "an operation id", "\"neon.nothing\" at character 9"},
    Refused{"unsorted,op=upstash.list_qstash_users", "an operation with a series: upstash.",
            "\"upstash.list_qstash_users\" at character 13"},
    Refused{"stuck-cursor,op=neon.account_consumption", "an operation with pages: neon.",
            "\"neon.account_consumption\" at character 17"},
    Refused{"hang,key=", "the name of a credential", "nothing at character 10"},
    Refused{"hang,key=a\r\nb", "the name of a credential", "\"a??b\" at character 10"},
    Refused{"hang,", "times=, skip=, p=, op= or key=", "nothing at character 6"},
    Refused{"hang,,times=1", "times=", "nothing at character 6"},
    Refused{"hang, times=1", "times=", "\" times=1\" at character 6"},
    Refused{"hang,colour=red", "times=", "\"colour=red\" at character 6"},
    Refused{"hang,times=1,times=2", "times= once", "\"times=2\" at character 14"},
    Refused{"status=503;hang", "a status", "\"503;hang\" at character 8"},
};

TEST(ParseFault, RefusesAndSaysWhatWasExpectedAndWhatFoundAndWhere) {
  for (const auto& [text, expected, found] : kRefused) {
    try {
      parse_fault(text);
      ADD_FAILURE() << text << " was taken";
    } catch (const FaultSyntaxError& error) {
      EXPECT_NE(error.expected().find(expected), std::string::npos) << error.what();
      EXPECT_EQ(error.found(), found) << error.what();
      EXPECT_NE(std::string(error.what()).find(error.found()), std::string::npos);
    }
  }
}

TEST(ParseFault, FindsACredentialByItsSecretAndShowsItsName) {
  SecretLabels credentials;
  credentials.add("zk_test_free", "key_free_main");
  EXPECT_EQ(to_string(parse_fault("hang,key=zk_test_free", credentials)), "hang,key=key_free_main");
  EXPECT_EQ(to_string(parse_fault("hang,key=key_free_main", credentials)),
            "hang,key=key_free_main");
  EXPECT_EQ(to_string(parse_fault("hang", credentials)), "hang");
}

TEST(ParseFault, RefusesACredentialThatNobodyHas) {
  SecretLabels credentials;
  credentials.add("zk_test_free", "key_free_main");
  try {
    parse_fault("hang,key=zk_test_fre,times=2", credentials);
    FAIL();
  } catch (const FaultSyntaxError& error) {
    EXPECT_TRUE(error.expected().ends_with("such as key_free_main")) << error.expected();
    EXPECT_EQ(error.found(), "\"zk_test_fre\" at character 10");
  }
}

}  // namespace
}  // namespace mockmeter
