// Many calls at once against adapters of every kind: nothing is lost, nothing is mixed up. Without
// a test framework, so that it can be built alone, with any sanitizer.

#include <atomic>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

#include "conformance/adapter/adapter.h"
#include "scripts.h"

namespace mockmeter::conformance {
namespace {

using Kind = CallOutcome::Kind;

constexpr int kThreads = 8;
constexpr int kCalls = 40;  // of each thread
constexpr std::chrono::milliseconds kLimit{60'000};

struct ScriptRow {
  const char* name;
  const char* script;
  int processes;
};

// Each answers with the operation; test.crash ends the process instead.
constexpr ScriptRow kRows[] = {
    {"loop",
     "next; is_hello && { hello; next; }; while :; do [ $op = test.crash ] && exit 3; "
     "echo noise; result \"\\\"$op\\\"\"; next; done",
     1},
    {"parallel loop",
     R"(next; is_hello && {
       echo '{"type":"hello","client":{"name":"a","version":"1","language":"sh"},"parallel":8}'
       next; }
     while :; do (echo log >&2; result "\"$op\"") & next; done)",
     1},
    {"one-shot",
     "next; is_hello && exit 127; [ $op = test.crash ] && kill -KILL $$; result \"\\\"$op\\\"\"",
     3},
};

bool is_right(const std::string& operation, const CallOutcome& outcome) {
  if (outcome.kind == Kind::kCrashed) return operation == "test.crash";
  return outcome.kind == Kind::kResult && outcome.value == Json(operation);
}

void call_often(Adapter& adapter, int thread, std::atomic<int>& wrong) {
  for (int number = 0; number < kCalls; ++number) {
    const bool is_crash = (number + thread) % 16 == 0;
    const std::string operation =
        is_crash ? "test.crash" : "test.t" + std::to_string(thread) + "_" + std::to_string(number);
    const CallOutcome outcome = adapter.call(a_call(operation), kLimit);
    if (is_right(operation, outcome)) continue;
    std::fprintf(stderr, "%s: %s %s\n", operation.c_str(), outcome.value.dump().c_str(),
                 outcome.text.c_str());
    ++wrong;
  }
}

int wrong_replies(const ScriptRow& row) {
  AdapterOptions options = shell_adapter(row.script);
  options.processes = row.processes;
  Adapter adapter(options);
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] { call_often(adapter, thread, wrong); });
  }
  for (std::thread& thread : threads) thread.join();
  return wrong;
}

}  // namespace
}  // namespace mockmeter::conformance

int main() {
  int wrong = 0;
  for (const auto& row : mockmeter::conformance::kRows) {
    const int found = mockmeter::conformance::wrong_replies(row);
    std::printf("%s: %d wrong\n", row.name, found);
    wrong += found;
  }
  return wrong == 0 ? 0 : 1;
}
