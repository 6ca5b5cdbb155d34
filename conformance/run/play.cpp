#include "conformance/run/play.h"

#include <algorithm>
#include <future>
#include <thread>
#include <utility>
#include <vector>

#include "conformance/evaluation/evaluate.h"
#include "conformance/model/wire.h"
#include "conformance/run/verdict.h"
#include "conformance/setup/stage.h"

namespace mockmeter::conformance {
namespace {

/// One after the other, or all at the same time.
void make_calls(const Stage& stage, bool together, const Client& client, Evidence& evidence) {
  const std::vector<Call>& calls = stage.calls();
  evidence.exchanges_before.resize(calls.size());
  // A deferred one is made when its turn comes below.
  const auto policy = together ? std::launch::async : std::launch::deferred;
  std::vector<std::string> noise(calls.size());
  std::vector<std::future<Outcome>> under_way;
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
  return examined(subject, [&](CaseResult& result) {
    const Evidence evidence = gather(subject, client, options);
    decide(judge(evidence), evidence.outcomes, result);
    describe(evidence, result);
    const Redaction redaction(evidence);
    redaction.apply(result);
    options.record_traffic(evidence, redaction, result);
  });
}

std::vector<CaseResult> run_cases(const Selection& selection, std::span<const Client> clients,
                                  const ClientRunOptions& options) {
  const Hello& hello = clients.front().hello;
  const auto calls = clients.size() * static_cast<std::size_t>(hello.parallel);
  const std::size_t count = std::max<std::size_t>(
      1, std::min({static_cast<std::size_t>(options.jobs), calls, selection.cases.size()}));
  std::vector<Lane> lanes;
  for (std::size_t lane = 0; lane < count; ++lane) {
    lanes.push_back([&options, &client = clients[lane % clients.size()]](const Case& subject) {
      return play(subject, client, options.play);
    });
  }
  return run_selection(
      selection, lanes, [&](const Case& subject) { return unsupported_reason(subject, hello); },
      options);
}

}  // namespace mockmeter::conformance
