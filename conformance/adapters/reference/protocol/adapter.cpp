#include "conformance/adapters/reference/protocol/adapter.h"

#include <httplib.h>

#include <atomic>
#include <chrono>
#include <iostream>
#include <mutex>
#include <string>
#include <thread>

#include "conformance/adapters/reference/client.h"
#include "conformance/adapters/reference/protocol/messages.h"
#include "conformance/adapters/reference/response/decode.h"

namespace reference {
namespace {

/// Of slow, twice a call; and how long out-of-order keeps every other reply.
constexpr std::chrono::milliseconds kThought{50};
/// Of in-pieces: that many bytes go one by one, the others in halves, for a result may be large.
constexpr std::size_t kSingleBytes = 100;

/// Writes messages, each on a line of its own. Thread-safe.
class MessageWriter {
 public:
  MessageWriter(std::ostream& out, const QuirkSet& quirks) : out_(out), quirks_(quirks) {}

  void write(const Json& message) {
    // Whatever a server put into its error message is to be UTF-8 here.
    const std::string line = message.dump(-1, ' ', false, Json::error_handler_t::replace);
    const std::lock_guard lock(mutex_);
    if (quirks_.has("in-pieces")) return write_in_pieces(line + "\r\n");
    out_ << line << '\n' << std::flush;
  }

 private:
  void write_in_pieces(const std::string& line) {
    for (std::size_t at = 0; at < line.size();) {
      const std::size_t size = at < kSingleBytes ? 1 : (line.size() - at + 1) / 2;
      out_ << line.substr(at, size) << std::flush;
      at += size;
    }
  }

  std::mutex mutex_;
  std::ostream& out_;
  const QuirkSet& quirks_;
};

/// One client, and what the adapter knows beside it. Thread-safe.
class CallHandler {
 public:
  CallHandler(const MutantSet& mutants, const QuirkSet& quirks)
      : mutants_(mutants), quirks_(quirks), client_(mutants, quirks) {}

  /// The whole reply to a call.
  Json reply(const Json& message) {
    const bool keeps = quirks_.has("out-of-order") && calls_++ % 2 == 0;
    think(quirks_.has("slow"));
    Json reply = outcome(message);
    think(keeps || quirks_.has("slow"));
    reply["id"] = message["id"];
    return reply;
  }

 private:
  static void think(bool at_all) {
    if (at_all) std::this_thread::sleep_for(kThought);
  }

  /// The member that says how a call ended: result, error or unsupported.
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
      return {{"error", make_error_object(error, call, mutants_, quirks_)}};
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
  MessageWriter writer(out, quirks);
  CallHandler handler(mutants, quirks);
  httplib::ThreadPool threads(quirks.has("one-shot") ? 1 : kParallel);
  for (std::string line; std::getline(in, line);) {
    Json message = Json::parse(line, nullptr, false);
    if (message.is_object() && message.value("type", "") == "hello") {
      if (says_hello) writer.write(make_hello(quirks));
    } else if (message.is_object() && message.contains("id")) {
      threads.enqueue([&, message = std::move(message)] { writer.write(handler.reply(message)); });
    } else {
      std::cerr << "no message of the adapter protocol: " << line.substr(0, 200) << '\n';
    }
    if (quirks.has("one-shot")) break;
  }
  threads.shutdown();  // when all calls are answered
}

}  // namespace reference
