#include "cli/adapter_client.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <utility>

#include "mockmeter/catalogue.h"

namespace mockmeter::cli {
namespace {

std::vector<std::string> all_operations() {
  std::vector<std::string> operations;
  for (const ProviderInfo& provider : catalogue()) {
    for (const OperationInfo& operation : provider.operations)
      operations.emplace_back(operation.id);
  }
  return operations;
}

conformance::Client client_in(conformance::Adapter& adapter, std::size_t process) {
  return {adapter.hello(),
          [&adapter, process](const conformance::Call& call, std::chrono::milliseconds limit,
                              std::string* noise) {
            return adapter.call(call, limit, noise, process);
          }};
}

}  // namespace

conformance::AdapterOptions adapter_options_of(const ConformOptions& options,
                                               std::vector<std::string> command,
                                               const conformance::Trust* trust) {
  conformance::AdapterOptions adapter;
  adapter.command = std::move(command);
  adapter.operations = all_operations();
  if (trust != nullptr) {
    for (auto& variable : trust->environment()) adapter.environment.push_back(std::move(variable));
  }
  adapter.timeout_scale = options.timeout_scale;
  adapter.processes = jobs_of(options);
  return adapter;
}

conformance::Client client_of(conformance::Adapter& adapter) { return client_in(adapter, 0); }

std::vector<conformance::Client> clients_of(conformance::Adapter& adapter, int jobs) {
  const int parallel = std::max(1, adapter.hello().parallel);
  std::vector<conformance::Client> clients;
  for (int room = 0; room < jobs; room += parallel) {
    clients.push_back(client_in(adapter, clients.size()));
  }
  return clients;
}

}  // namespace mockmeter::cli
