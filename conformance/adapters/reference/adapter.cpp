#include "conformance/adapters/reference/adapter.h"

#include <atomic>
#include <chrono>
#include <iostream>
#include <string>
#include <thread>

#include "conformance/adapters/reference/client.h"
#include "conformance/adapters/reference/dump.h"
#include "conformance/adapters/reference/hello.h"
#include "conformance/adapters/reference/lines.h"
#include "conformance/adapters/reference/report.h"
#include "conformance/adapters/reference/workers.h"

namespace reference {
namespace {

/// Of slow, twice a call; and how long out-of-order keeps every other answer.
constexpr std::chrono::milliseconds kThought{50};

/// One client, and what the adapter knows beside it. Thread-safe.
class Desk {
 public:
  Desk(const Bugs& bugs, const Manners& manners)
      : bugs_(bugs), manners_(manners), client_(bugs, manners) {}

  /// The whole answer to a call.
  Json answer(const Json& message) {
    const bool keeps = manners_.has(Manner::kOutOfOrder) && calls_++ % 2 == 0;
    think(manners_.has(Manner::kSlow));
    Json answer = outcome(message);
    think(keeps || manners_.has(Manner::kSlow));
    answer["id"] = message["id"];
    return answer;
  }

 private:
  static void think(bool at_all) {
    if (at_all) std::this_thread::sleep_for(kThought);
  }

  /// The member that answers a call: result, error or unsupported.
  Json outcome(const Json& message) {
    Call call;
    try {
      call = parse_call(message);
      if (manners_.has(Manner::kNoRetries)) call.options.max_retries = 0;
      const Operation* operation = find_operation(call.operation);
      if (operation == nullptr)
        return {{"unsupported", "no operation is called " + call.operation}};
      return {{"result", dumped(*operation->model, client_.call(*operation, call), manners_)}};
    } catch (const CallError& error) {
      return {{"error", report(error, call, bugs_)}};
    }
  }

  const Bugs& bugs_;
  const Manners& manners_;
  Client client_;
  std::atomic<unsigned> calls_{0};
};

}  // namespace

void serve(std::istream& in, std::ostream& out, const Bugs& bugs, const Manners& manners) {
  const bool says_hello = !manners.has(Manner::kNoHello) && !manners.has(Manner::kOneShot);
  Lines lines(out, manners);
  Desk desk(bugs, manners);
  Workers workers(kParallel);
  for (std::string line; std::getline(in, line);) {
    Json message = Json::parse(line, nullptr, false);
    if (message.is_object() && message.value("type", "") == "hello") {
      if (says_hello) lines.write(hello(manners));
    } else if (message.is_object() && message.contains("id")) {
      workers.run([&, message = std::move(message)] { lines.write(desk.answer(message)); });
    } else {
      std::cerr << "no message of the adapter protocol: " << line.substr(0, 200) << '\n';
    }
    if (manners.has(Manner::kOneShot)) return;
  }
}

}  // namespace reference
