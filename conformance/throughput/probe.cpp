#include "conformance/throughput/probe.h"

#include <algorithm>
#include <stdexcept>

#include "conformance/run/play.h"
#include "conformance/select/selection.h"
#include "conformance/stage/api.h"
#include "conformance/throughput/call_failure.h"
#include "server/core/find_by.h"

namespace mockmeter::conformance {
namespace {

constexpr std::chrono::seconds kProbeTimeout{10};

std::string common_operations(const std::vector<Client>& clients) {
  std::string names;
  for (const HappyCall& happy : happy_calls()) {
    const auto has = [&](const Client& client) { return claims(client.hello, happy.operation); };
    if (!std::all_of(clients.begin(), clients.end(), has)) continue;
    names += (names.empty() ? "" : ", ") + std::string(happy.operation);
  }
  return names;
}

std::runtime_error unusable(const Client& client, const HappyCall& happy, const std::string& why) {
  return std::runtime_error(client.hello.name + " cannot be measured: at " +
                            std::string(happy.operation) + " " + why +
                            "; `mockmeter conform --client` shows what is wrong");
}

/// Whether it reports what was served, a value that nobody can know.
void check_honesty(const Client& client, const HappyCall& happy) {
  const Case subject = happy_case(happy);
  const CaseResult result = play(subject, client, {});
  if (result.verdict == Verdict::kPass) return;
  throw unusable(client, happy,
                 result.reason.empty() ? first_missed(result.checks) : result.reason);
}

Json measure_result(const Client& client, const HappyCall& happy, const Call& call) {
  const Outcome outcome = client.call(call, kProbeTimeout, nullptr);
  if (const auto failure = call_failure_of(outcome, nullptr)) {
    throw unusable(client, happy,
                   "it ends in " +
                       std::string(kCallFailureNames[static_cast<std::size_t>(failure->kind)]) +
                       ": " + failure->text);
  }
  return outcome.value;
}

}  // namespace

const HappyCall& choose_call(const std::string& operation, const std::vector<Client>& clients) {
  for (const Client& client : clients) {
    if (!operation.empty() && !claims(client.hello, operation)) {
      throw std::invalid_argument(client.hello.name + " does not claim " + operation +
                                  "; all clients claim: " + common_operations(clients));
    }
  }
  for (const HappyCall& happy : happy_calls()) {
    const auto has = [&](const Client& client) { return claims(client.hello, happy.operation); };
    const bool is_wanted = operation.empty() || happy.operation == operation;
    if (is_wanted && std::all_of(clients.begin(), clients.end(), has)) return happy;
  }
  throw std::invalid_argument(operation.empty()
                                  ? "the clients claim no operation in common that only reads"
                                  : "operation \"" + operation +
                                        "\" cannot be measured with --client; use one of " +
                                        common_operations(clients));
}

Call call_to(const Server& mock, const HappyCall& happy) {
  const Api& api = api_of(happy.operation);
  Call call;
  call.operation = happy.operation;
  call.base_url = mock.url() + std::string(api.base_path);
  call.arguments = Json::parse(happy.arguments);
  call.credential = Json::parse(api.credential);
  return call;
}

Probe probe(const Client& client, const HappyCall& happy) {
  check_honesty(client, happy);
  ServerOptions options;
  options.record = true;
  options.threads = 1;
  const Server mock(options);
  const Call call = call_to(mock, happy);
  const Json first = measure_result(client, happy, call);
  const Json second = measure_result(client, happy, call);
  const std::vector<Exchange> exchanges = mock.exchanges();
  const Exchange* good = find_by(exchanges, &Exchange::status, 200);
  if (good == nullptr) throw unusable(client, happy, "it asks nobody");
  Probe probe{good->target, good->answer_body};
  if (first == second) probe.expected = first;
  return probe;
}

}  // namespace mockmeter::conformance
