#include "conformance/run/run_cases.h"

#include <algorithm>
#include <future>
#include <iterator>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "conformance/evaluation/evaluate.h"
#include "conformance/model/wire.h"
#include "conformance/run/verdict.h"
#include "conformance/setup/case_setup.h"

namespace mockmeter::conformance {
namespace {

/// Until the machine's clock is so far behind a full second.
void await_part_of_second(std::chrono::milliseconds part) {
  const auto now = std::chrono::system_clock::now();
  const auto second = std::chrono::floor<std::chrono::seconds>(now);
  const bool is_over = now - second > part;
  std::this_thread::sleep_until(second + part + std::chrono::seconds(is_over ? 1 : 0));
}

/// One after the other, or all at the same time.
void make_calls(const CaseSetup& setup, bool together, const Client& client, CaseTrace& trace) {
  const std::vector<Call>& calls = setup.calls();
  trace.exchanges_before.resize(calls.size());
  // A deferred one is made when its turn comes below.
  const auto policy = together ? std::launch::async : std::launch::deferred;
  std::vector<std::string> stderr_output(calls.size());
  std::vector<std::future<CallOutcome>> under_way;
  for (std::size_t index = 0; index < calls.size(); ++index) {
    under_way.push_back(std::async(policy, [&, index] {
      std::this_thread::sleep_for(calls[index].after);
      if (const auto part = calls[index].at_part_of_second) await_part_of_second(*part);
      trace.exchanges_before[index] = setup.exchanges().size();
      return client.call(calls[index], limit_of(calls[index]), &stderr_output[index]);
    }));
  }
  for (auto& each : under_way) trace.outcomes.push_back(each.get());
  for (const std::string& each : stderr_output) trace.stderr_output += each;
}

CaseTrace gather(const Case& subject, const Client& client, const CaseOptions& options) {
  const CaseSetup setup(subject, options.seed, options.trust, options.over_tls);
  CaseTrace trace;
  trace.subject = &subject;
  trace.then = setup.then();
  trace.client = client.hello;
  trace.calls = setup.calls();
  make_calls(setup, subject.together, client, trace);
  std::this_thread::sleep_for(grace_of(subject) * options.timeout_scale);
  trace.exchanges = setup.exchanges();
  trace.second_exchanges = setup.second_exchanges();
  return trace;
}

/// "acme.get_stats {"id":"a"} with {"timeout_ms":500}"
std::string call_text(const Call& call) {
  const std::string text = call.operation + ' ' + call.arguments.dump();
  Json options = call.options;
  options.erase("ca_file");  // a file of this run
  return options.empty() ? text : text + " with " + options.dump();
}

/// Empty = that server has none.
std::optional<std::size_t> size_of_script(const Json& given, const char* server) {
  return given.contains(server) ? std::optional(given[server].size()) : std::nullopt;
}

void describe(const CaseTrace& trace, CaseResult& result) {
  std::ranges::transform(trace.calls, std::back_inserter(result.calls), call_text);
  const Json& given = trace.subject->given;
  result.wire = wire_lines(trace.exchanges, size_of_script(given, "script"));
  for (std::string& line :
       wire_lines(trace.second_exchanges, size_of_script(given, "second_server"))) {
    result.wire.push_back("second server: " + std::move(line));
  }
  result.curl = curl_lines(trace.exchanges, trace.subject->operations.front());
}

}  // namespace

CaseResult run_case(const Case& subject, const Client& client, const CaseOptions& options) {
  return examined(subject, [&](CaseResult& result) {
    const CaseTrace trace = gather(subject, client, options);
    decide(evaluate(trace), trace.outcomes, result);
    describe(trace, result);
    const Redaction redaction(trace);
    redaction.apply(result);
    options.record_traffic(trace, redaction, result);
  });
}

std::vector<CaseResult> run_cases(const Selection& selection, std::span<const Client> clients,
                                  const ClientRunOptions& options) {
  const ClientInfo& hello = clients.front().hello;
  const auto calls = clients.size() * static_cast<std::size_t>(hello.parallel);
  const std::size_t count = std::max<std::size_t>(
      1, std::min({static_cast<std::size_t>(options.jobs), calls, selection.cases.size()}));
  std::vector<Lane> lanes;
  for (std::size_t lane = 0; lane < count; ++lane) {
    lanes.push_back([&options, &client = clients[lane % clients.size()]](const Case& subject) {
      return run_case(subject, client, options.case_options);
    });
  }
  return run_selection(
      selection, lanes, [&](const Case& subject) { return unsupported_reason(subject, hello); },
      options);
}

}  // namespace mockmeter::conformance
