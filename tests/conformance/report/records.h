#pragma once

#include <string>
#include <utility>

#include "conformance/model/run_record.h"
#include "conformance/report/formats.h"
#include "conformance/report/stream/events.h"
#include "conformance/report/stream/read_events.h"
#include "conformance/report/suite_facts.h"
#include "conformance/suite/suite.h"

namespace mockmeter::conformance {

inline const Requirement kMonth{.id = "UPS-STATS-004",
                                .level = Level::kMust,
                                .evidence = "documented",
                                .text = "it returns 240 datapoints",
                                .document = "Get Stats",
                                .url = "https://example.com/stats"};

/// A small suite and a run of it, to be changed by the tests.
struct Records {
  Suite suite;
  RunRecord run;

  Records() {
    add_case("neon/a/other", "errors", {{"single-error", "outcome[0].error"}});
    add_case("upstash/s/count[period=30d]", "series",
             {{"single-error", "outcome[0]"},
              {"cap-100", "outcome[0]/daily"},
              {"unencoded-path", "requests"}});
    add_case("upstash/s/retry", "retry", {{"retry-without-delay", "requests.delays"}});
    run.version = "1.2.3";
    run.client.name = "acme";
    run.client.version = "2.4.1";
    run.profile = "secure";
    run.seed = 99;
    run.today = std::chrono::year(2026) / 1 / 31;
    for (const Case& subject : suite.cases) {
      CaseResult result;
      result.subject = &subject;
      result.verdict = Verdict::kPass;
      result.checks = {{"requests.count", true, "1", "1"}};
      run.results.push_back(std::move(result));
    }
  }

  /// The run as reports get it; it points into the suite.
  RunRecord record() const {
    RunRecord complete = run;
    add_suite_facts(complete, suite);
    return complete;
  }
  /// The same once it was saved and read again: it stands alone.
  RunRecord saved() const { return read_events(ndjson_report(record()), "run.ndjson"); }

  CaseResult& neon() { return run.results[0]; }
  CaseResult& month() { return run.results[1]; }
  CaseResult& retry() { return run.results[2]; }

  void end(CaseResult& result, Verdict verdict, std::string reason = "") {
    result.verdict = verdict;
    result.reason = std::move(reason);
  }

  void fail_month() {
    end(month(), Verdict::kFail);
    month().checks.push_back({"outcome[0]/daily_used.length", false, "240", "100", "140 fewer"});
    month().calls = {R"(upstash.get_qstash_stats {"id":"x","period":"30d"})"};
    month().wire = {"GET /v2/qstash/stats/x?period=30d -> 200, 9.1 kB"};
    month().curl = {"curl -i \"$URL/v2/qstash/stats/x?period=30d\""};
  }

  /// All that a report may have to escape, leave out or fold.
  static Records of_everything();

 private:
  void add_case(std::string id, std::string topic, std::vector<Kill> kills) {
    suite.cases.reserve(3);  // results point at them
    Case subject;
    subject.id = std::move(id);
    subject.title = "A month has 240 points";
    subject.rationale = "w";
    subject.topic = std::move(topic);
    subject.operations = {"upstash.get_qstash_stats"};
    subject.requirements = {&kMonth};
    subject.kills = std::move(kills);
    suite.cases.push_back(std::move(subject));
  }
};

inline Records Records::of_everything() {
  Records records;
  records.fail_month();
  CaseResult& failed = records.month();
  failed.checks.back().actual = "| <b>`x`</b> # \\ *100* $1 \xff";
  failed.curl = {"curl -i \"$URL/v2/qstash/stats/x?period=30d\"  # ```"};
  failed.exchanges = Json::parse(R"([{
    "server": "first", "origin": "http://127.0.0.1:40123", "connection": 1,
    "at": "2026-01-31T09:08:07.006Z", "at_ms": 3.2, "duration_ms": 0.4,
    "request": {"method": "POST", "target": "/v2/a b?period=30d&x=%20+[&<",
      "headers": [["Host", "127.0.0.1:40123"], ["authorization", "Basic $SECRET"],
                  ["Content-Type", "application/json"]],
      "body": {"size": 2, "text": "{}"}},
    "response": {"status": 307, "headers": [["Location", "/v2/b"], ["Content-Type", "image/png"]],
      "body": {"size": 4000, "base64": "iVBORw0KGgo=", "cut": true}}}])");
  failed.exchanges_left_out = 7;
  records.end(records.neon(), Verdict::kUnsupported, "the client does not declare neon");
  records.end(records.retry(), Verdict::kKnownFailure, "known.txt:1, https://example.com/1");
  records.retry().checks = {{"requests.delays[1]", false, "1000 ms or more", "20 ms"}};
  records.run.client.name = "acme & <sons>";
  records.run.problems = {"known.txt:3 fits no case"};
  records.run.warnings = {"3 lines on stdout were no messages; the first: \"# hi\""};
  return records;
}

}  // namespace mockmeter::conformance
