#include "conformance/run/play.h"

#include <algorithm>
#include <exception>
#include <future>
#include <thread>
#include <utility>
#include <vector>

#include "conformance/evaluation/evaluate.h"
#include "conformance/evaluation/wire/redaction.h"
#include "conformance/model/wire.h"
#include "conformance/report/exchanges.h"
#include "conformance/run/verdict.h"
#include "conformance/setup/stage.h"

namespace mockmeter::conformance {
namespace {

using std::chrono::steady_clock;

/// One after the other, or all at the same time.
void make_calls(const Stage& stage, bool together, const Client& client, Evidence& evidence) {
  const std::vector<Call>& calls = stage.calls();
  // A deferred one is made when its turn comes below.
  const auto policy = together ? std::launch::async : std::launch::deferred;
  std::vector<std::string> noise(calls.size());
  std::vector<std::future<Outcome>> under_way;
  evidence.exchanges_before.resize(calls.size());
  for (std::size_t index = 0; index < calls.size(); ++index) {
    under_way.push_back(std::async(policy, [&, index] {
      std::this_thread::sleep_for(calls[index].after);
      evidence.exchanges_before[index] = stage.exchanges().size();
      return client.call(calls[index], limit_of(calls[index]), &noise[index]);
    }));
  }
  for (auto& each : under_way) evidence.outcomes.push_back(each.get());
  for (const std::string& each : noise) evidence.noise += each;
}

Evidence gather(const Case& subject, const Client& client, const PlayOptions& options) {
  const Stage stage(subject, options.seed, options.trust);
  Evidence evidence;
  evidence.subject = &subject;
  evidence.then = stage.then();
  evidence.client = client.hello;
  evidence.calls = stage.calls();
  make_calls(stage, subject.together, client, evidence);
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
