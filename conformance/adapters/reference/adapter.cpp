#include "conformance/adapters/reference/adapter.h"

#include <iostream>
#include <mutex>
#include <string>

#include "conformance/adapters/reference/client.h"
#include "conformance/adapters/reference/report.h"
#include "conformance/adapters/reference/workers.h"

namespace reference {
namespace {

constexpr std::size_t kParallel = 64;

/// Writes messages, each on a line of its own. Thread-safe.
class Lines {
 public:
  explicit Lines(std::ostream& out) : out_(out) {}

  void write(const Json& message) {
    // Whatever a server put into its error message is to be UTF-8 here.
    const std::string line = message.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
    const std::lock_guard lock(mutex_);
    out_ << line << std::flush;
  }

 private:
  std::mutex mutex_;
  std::ostream& out_;
};

Json hello() {
  Json ids = Json::array();
  for (const Operation& operation : operations()) ids.push_back(operation.id);
  return {
      {"type", "hello"},
      {"client",
       {{"name", "mockmeter reference client"},
        {"version", REFERENCE_CLIENT_VERSION},
        {"language", "C++"}}},
      {"operations", ids},
      {"model", "typed"},
      {"time_resolution", "ns"},
      {"features", {"retry", "timeout", "paging", "tls_ca", "keep_alive", "redirect", "gzip"}},
      {"parallel", kParallel},
  };
}

/// The member that answers a call: result, error or unsupported.
Json outcome(Client& client, const Json& message, const Bugs& bugs) {
  Call call;
  try {
    call = parse_call(message);
    const Operation* operation = find_operation(call.operation);
    if (operation == nullptr) return {{"unsupported", "no operation is called " + call.operation}};
    return {{"result", client.call(*operation, call)}};
  } catch (const CallError& error) {
    return {{"error", report(error, call, bugs)}};
  }
}

}  // namespace

void serve(std::istream& in, std::ostream& out, const Bugs& bugs) {
  Lines lines(out);
  Client client(bugs);
  Workers workers(kParallel);
  for (std::string line; std::getline(in, line);) {
    Json message = Json::parse(line, nullptr, false);
    if (message.is_object() && message.value("type", "") == "hello") {
      lines.write(hello());
    } else if (message.is_object() && message.contains("id")) {
      workers.run([&, message = std::move(message)] {
        Json answer = outcome(client, message, bugs);
        answer["id"] = message["id"];
        lines.write(answer);
      });
    } else {
      std::cerr << "no message of the adapter protocol: " << line.substr(0, 200) << '\n';
    }
  }
}

}  // namespace reference
