#include "conformance/adapters/reference/protocol/adapter.h"

#include <atomic>
#include <chrono>
#include <iostream>
#include <string>
#include <thread>

#include "conformance/adapters/reference/client.h"
#include "conformance/adapters/reference/protocol/error_object.h"
#include "conformance/adapters/reference/protocol/hello.h"
#include "conformance/adapters/reference/protocol/message_writer.h"
#include "conformance/adapters/reference/protocol/thread_pool.h"
#include "conformance/adapters/reference/response/result_quirks.h"

namespace reference {
namespace {

/// Of slow, twice a call; and how long out-of-order keeps every other answer.
constexpr std::chrono::milliseconds kThought{50};

/// One client, and what the adapter knows beside it. Thread-safe.
class CallHandler {
 public:
  CallHandler(const MutantSet& mutants, const QuirkSet& quirks)
      : mutants_(mutants), quirks_(quirks), client_(mutants, quirks) {}

  /// The whole answer to a call.
  Json answer(const Json& message) {
    const bool keeps = quirks_.has("out-of-order") && calls_++ % 2 == 0;
    think(quirks_.has("slow"));
    Json answer = outcome(message);
    think(keeps || quirks_.has("slow"));
    answer["id"] = message["id"];
    return answer;
  }

 private:
  static void think(bool at_all) {
    if (at_all) std::this_thread::sleep_for(kThought);
  }

  /// The member that answers a call: result, error or unsupported.
  Json outcome(const Json& message) {
    CallMessage call;
    try {
      call = parse_call(message);
      if (quirks_.has("no-retries")) call.options.max_retries = 0;
      const Operation* operation = find_operation(call.operation);
      if (operation == nullptr)
        return {{"unsupported", "no operation is called " + call.operation}};
      return {{"result",
               apply_result_quirks(*operation->model, client_.call(*operation, call), quirks_)}};
    } catch (const CallError& error) {
      return {{"error", report(error, call, mutants_)}};
    }
  }

  const MutantSet& mutants_;
  const QuirkSet& quirks_;
  Client client_;
  std::atomic<unsigned> calls_{0};
};

}  // namespace

void serve(std::istream& in, std::ostream& out, const MutantSet& mutants, const QuirkSet& quirks) {
  const bool says_hello = !quirks.has("no-hello") && !quirks.has("one-shot");
  MessageWriter lines(out, quirks);
  CallHandler desk(mutants, quirks);
  ThreadPool workers(kParallel);
  for (std::string line; std::getline(in, line);) {
    Json message = Json::parse(line, nullptr, false);
    if (message.is_object() && message.value("type", "") == "hello") {
      if (says_hello) lines.write(hello(quirks));
    } else if (message.is_object() && message.contains("id")) {
      workers.run([&, message = std::move(message)] { lines.write(desk.answer(message)); });
    } else {
      std::cerr << "no message of the adapter protocol: " << line.substr(0, 200) << '\n';
    }
    if (quirks.has("one-shot")) return;
  }
}

}  // namespace reference
