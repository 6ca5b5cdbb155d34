#include "conformance/benchmark/warm_up.h"

#include <stdexcept>

#include "base/tables.h"
#include "base/text/wording.h"
#include "conformance/benchmark/run_load.h"
#include "conformance/model/provider.h"
#include "conformance/run/run_cases.h"
#include "conformance/suite/selection.h"

namespace mockmeter::conformance {
namespace {

constexpr std::chrono::seconds kProbeTimeout{10};

std::vector<const OperationInfo*> common_operations(const std::vector<Client>& clients) {
  std::vector<const OperationInfo*> common = sampled_operations();
  for (const Client& client : clients) {
    std::erase_if(common,
                  [&](const OperationInfo* each) { return !declares(client.hello, each->id); });
  }
  return common;
}

std::runtime_error unusable(const Client& client, const OperationInfo& happy,
                            const std::string& why) {
  return std::runtime_error(client.hello.name + " cannot be measured: at " + std::string(happy.id) +
                            " " + why + "; `mockmeter conform --client` shows what is wrong");
}

/// Whether it reports what was served, a value that nobody can know.
void check_reported_values(const Client& client, const OperationInfo& happy) {
  const Case subject = sample_case(happy);
  const CaseResult result = run_case(subject, client, {});
  if (result.verdict == Verdict::kPass) return;
  throw unusable(client, happy,
                 result.reason.empty() ? first_missed(result.checks) : result.reason);
}

Json measure_result(const Client& client, const OperationInfo& happy, const Call& call) {
  const CallOutcome outcome = client.call(call, kProbeTimeout, nullptr);
  if (const auto failure = call_failure_of(outcome, nullptr)) {
    throw unusable(client, happy,
                   "it ends in " +
                       std::string(kCallFailureNames[static_cast<std::size_t>(failure->kind)]) +
                       ": " + failure->text);
  }
  return outcome.value;
}

}  // namespace

const OperationInfo& choose_call(const std::string& operation, const std::vector<Client>& clients) {
  const std::vector<const OperationInfo*> common = common_operations(clients);
  for (const Client& client : clients) {
    if (!operation.empty() && !declares(client.hello, operation)) {
      throw std::invalid_argument(
          client.hello.name + " does not declare " + operation +
          "; all clients declare: " + join_names(common, &OperationInfo::id));
    }
  }
  for (const OperationInfo* each : common) {
    if (operation.empty() || each->id == operation) return *each;
  }
  throw std::invalid_argument(operation.empty()
                                  ? "the clients declare no operation in common that only reads"
                                  : "operation \"" + operation +
                                        "\" cannot be measured with --client; use one of " +
                                        join_names(common, &OperationInfo::id));
}

Call call_to(const Server& mock, const OperationInfo& happy) {
  const ProviderInfo& provider = provider_info_of(happy.id);
  Call call;
  call.operation = happy.id;
  call.base_url = mock.url() + std::string(provider.base_path);
  call.arguments = Json::parse(happy.sample.arguments);
  call.credential = mock_credential_of(provider);
  return call;
}

WarmUp warm_up(const Client& client, const OperationInfo& happy) {
  check_reported_values(client, happy);
  ServerOptions options;
  options.record_exchanges = true;
  options.threads = 1;
  const Server mock(options);
  const Call call = call_to(mock, happy);
  const Json first = measure_result(client, happy, call);
  const Json second = measure_result(client, happy, call);
  const std::vector<Exchange> exchanges = mock.exchanges();
  const Exchange* good = find_by(exchanges, &Exchange::status, 200);
  if (good == nullptr) throw unusable(client, happy, "it asks nobody");
  WarmUp warm_up{good->target, good->response_body};
  if (first == second) warm_up.expected = first;
  return warm_up;
}

}  // namespace mockmeter::conformance
