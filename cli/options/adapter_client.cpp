#include "cli/options/adapter_client.h"

#include <wordexp.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <stdexcept>
#include <utility>

#include "mockmeter/catalogue.h"

namespace mockmeter::cli {
namespace {

struct WordExpansion {
  ~WordExpansion() { wordfree(&words); }
  wordexp_t words{};
};

const char* reason_phrase(int error) {
  switch (error) {
    case WRDE_BADCHAR:
      return "one of | & ; < > ( ) { } or a line break is not quoted, and no shell runs it: put "
             "that into a script";
    case WRDE_CMDSUB:
      return "it runs another command within: put that into a script";
    case WRDE_SYNTAX:
      return "a quote is not closed";
    default:
      return "it cannot be split into words";
  }
}

/// Those that a client may declare.
std::vector<std::string> tested_operations() {
  std::vector<std::string> operations;
  for (const ProviderInfo& provider : catalogue()) {
    for (const OperationInfo& operation : provider.operations) {
      if (operation.relation != Relation::kNeighbour) operations.emplace_back(operation.id);
    }
  }
  return operations;
}

conformance::Client client_in(conformance::Adapter& adapter, std::size_t process) {
  return {adapter.hello(),
          [&adapter, process](const conformance::Call& call, std::chrono::milliseconds limit,
                              std::string* stderr_output) {
            return adapter.call(call, limit, stderr_output, process);
          }};
}

}  // namespace

std::vector<std::string> split_command(const std::string& option, const std::string& text) {
  WordExpansion split;
  const int error = wordexp(text.c_str(), &split.words, WRDE_NOCMD);
  const bool is_empty = error == 0 && split.words.we_wordc == 0;
  if (error != 0 || is_empty) {
    throw std::invalid_argument(
        option + " \"" + text + "\": " +
        (is_empty ? "it has no word: give a program and its arguments" : reason_phrase(error)));
  }
  return {split.words.we_wordv, split.words.we_wordv + split.words.we_wordc};
}

conformance::AdapterOptions adapter_options_of(const ConformOptions& options,
                                               std::vector<std::string> command,
                                               const conformance::TestAuthority* trust) {
  conformance::AdapterOptions adapter;
  adapter.command = std::move(command);
  adapter.operations = tested_operations();
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
