#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "records.h"

namespace mockmeter::conformance {
namespace {

using ::testing::HasSubstr;

TEST(BenchTable, ShowsAllThatIsKnown) {
  EXPECT_EQ(bench_table(a_record()),
            R"(upstash.list_qstash_users (/v2/qstash/users), medians of 2 x 1.00 s

8 in flight                     calls/s spread  p50 ms  p90 ms  p99 ms  max ms
raw client                        21000   10 %   0.063   0.063   0.063   0.064
acme 2.4.1 (4)                      200  100 %    16.0    16.0    16.0    16.0

open loop                       calls/s spread  p50 ms  p90 ms  p99 ms  max ms
acme 2.4.1 at 150/s                   -      -       -       -       -       -

Per call, as the mock and the system saw it; (4): it takes 4 at once

8 in flight                    requests  conns   B out    B in  CPU us  RSS MB
raw client                         1.00  0.000     150    2400       -       -
acme 2.4.1 (4)                    0.998  0.007     150    2396    99.8    25.0

open loop                      requests  conns   B out    B in  CPU us  RSS MB
acme 2.4.1 at 150/s                   -      -       -       -       -       -

acme 2.4.1: started anew for every call, at most 8 at once
failed: acme 2.4.1, 8 in flight: 1 of 401 calls (crash 1); the first: crash: it ended with SIGKILL
incomplete: acme 2.4.1, open loop: 0 of 2 repetitions
noisy: repetitions of the raw client differ by 31.0 % (quiet: at most 15.0 %)
interrupted: what was measured until then is shown
)");
}

TEST(BenchTable, IsNeverWiderThanATerminal) {
  BenchRecord record = a_record();
  record.rows[0].client = "a client with a name that goes on and on";
  record.rows[1].in_flight = 1024;
  record.rows[1].given = 1000;
  record.rows[0].repetitions = {repetition(123'456, std::chrono::microseconds(12'345'678))};
  std::istringstream table(bench_table(record));
  for (std::string line; std::getline(table, line) && line.find("failed") == line.npos;) {
    EXPECT_LE(line.size(), 79U) << line;
  }
}

TEST(BenchTable, CutsANameBetweenItsCharacters) {
  BenchRecord record = a_record();
  record.rows[0].client = std::string(27, 'a') + "\xc3\xa9\xc3\xa9\xc3\xa9";
  EXPECT_THAT(bench_table(record), HasSubstr("\n" + std::string(27, 'a') + "..  "));
}

}  // namespace
}  // namespace mockmeter::conformance
