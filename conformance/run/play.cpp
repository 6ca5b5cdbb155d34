#include "conformance/run/play.h"

#include <algorithm>
#include <exception>
#include <future>
#include <thread>
#include <utility>
#include <vector>

#include "conformance/judge/judge.h"
#include "conformance/judge/redaction.h"
#include "conformance/report/exchanges.h"
#include "conformance/model/wire.h"
#include "conformance/run/verdict.h"
#include "conformance/stage/stage.h"

namespace mockmeter::conformance {
namespace {

using std::chrono::steady_clock;

/// One call's outcome, and what the adapter wrote to stderr meanwhile.
struct Ended {
  Outcome outcome;
  std::string noise;
};

Ended make(const Call& call, const Client& client) {
  std::this_thread::sleep_for(call.after);
  Ended ended;
  ended.outcome = client.call(call, limit_of(call), &ended.noise);
  return ended;
}

std::vector<Ended> make_all(const std::vector<Call>& calls, bool together, const Client& client) {
  // A deferred one is made when its turn comes below.
  const auto policy = together ? std::launch::async : std::launch::deferred;
  std::vector<std::future<Ended>> under_way;
  for (const Call& call : calls) {
    under_way.push_back(std::async(policy, [&] { return make(call, client); }));
  }
  std::vector<Ended> ended;
  for (auto& each : under_way) ended.push_back(each.get());
  return ended;
}

Evidence gather(const Case& subject, const Client& client, const PlayOptions& options) {
  const Stage stage(subject, options.seed, options.trust);
  Evidence evidence;
  evidence.subject = &subject;
  evidence.then = stage.then();
  evidence.client = client.hello;
  evidence.calls = stage.calls();
  for (Ended& each : make_all(stage.calls(), subject.together, client)) {
    evidence.outcomes.push_back(std::move(each.outcome));
    evidence.noise += each.noise;
  }
  std::this_thread::sleep_for(grace_of(subject) * options.timeout_scale);
  evidence.exchanges = stage.exchanges();
  evidence.elsewhere = stage.elsewhere();
  return evidence;
}

void describe(const Evidence& evidence, CaseResult& result) {
  result.wire = wire_lines(evidence.exchanges);
  for (std::string& line : wire_lines(evidence.elsewhere)) {
    result.wire.push_back("elsewhere: " + std::move(line));
  }
  result.curl = curl_lines(evidence.exchanges, evidence.subject->operations.front());
}

}  // namespace

CaseResult play(const Case& subject, const Client& client, const PlayOptions& options) {
  const auto start = steady_clock::now();
  CaseResult result;
  result.subject = &subject;
  result.started = std::chrono::system_clock::now();
  try {
    const Evidence evidence = gather(subject, client, options);
    decide(judge(evidence), evidence.outcomes, result);
    describe(evidence, result);
    const Redaction redaction(evidence);
    redaction.apply(result);
    if (options.keeps_exchanges) {
      result.exchanges = exchange_documents(evidence, redaction, result.started);
      result.exchanges_left_out = exchanges_left_out(evidence);
    }
  } catch (const std::exception& error) {
    result.verdict = Verdict::kHarnessError;
    result.reason = error.what();
  }
  result.took = steady_clock::now() - start;
  return result;
}

}  // namespace mockmeter::conformance
