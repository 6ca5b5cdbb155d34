// How a listener takes many responses that a delivery plan holds back, all at once, and plain ones
// beside them. Prints JSON. Usage: mockmeter_delayed_answers [ANSWERS [MS]]

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

#include "bench/load/load.h"
#include "server/http/listener.h"

namespace mockmeter {
namespace {

using std::chrono::duration;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::chrono::seconds kPatience{30};

double as_milliseconds(std::chrono::nanoseconds time) {
  return duration<double, std::milli>(time).count();
}

load::LoadPlan plan_for(const Listener& listener, const std::string& target) {
  load::LoadPlan plan;
  plan.host = "127.0.0.1";
  plan.port = listener.port();
  plan.request = "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
  plan.duration = plan.timeout = kPatience;
  return plan;
}

/// One request on each of `answers` connections.
load::LoadReport ask_delayed(const Listener& listener, unsigned responses) {
  load::LoadPlan plan = plan_for(listener, "/delayed");
  plan.connections = responses;
  plan.max_requests = responses;
  return load::run(plan);
}

load::LoadReport ask_plain(const Listener& listener) {
  load::LoadPlan plan = plan_for(listener, "/plain");
  plan.rate = 200;
  plan.max_requests = 100;
  return load::run(plan);
}

int measure(unsigned responses, milliseconds delay) {
  std::atomic<unsigned> asked{0};
  Listener listener({}, [&](const Request& request) {
    Response response = json_response(200, "{}");
    if (request.target == "/delayed") {
      ++asked;
      response.delivery.delay = delay;
    }
    return response;
  });
  listener.start();

  const auto start = steady_clock::now();
  load::LoadReport delayed;
  std::thread asking([&] { delayed = ask_delayed(listener, responses); });
  while (asked < responses && steady_clock::now() < start + kPatience) {
    std::this_thread::sleep_for(milliseconds(1));
  }
  const auto all_asked = steady_clock::now() - start;
  const load::LoadReport plain = ask_plain(listener);
  asking.join();

  std::printf(
      "{\"answers\":%llu,\"failed\":%llu,\"all_asked_ms\":%.1f,\"slowest_ms\":%.1f,"
      "\"plain_failed\":%llu,\"plain_p50_ms\":%.3f,\"plain_max_ms\":%.3f}\n",
      static_cast<unsigned long long>(delayed.requests),
      static_cast<unsigned long long>(delayed.failed()), as_milliseconds(all_asked),
      as_milliseconds(delayed.latency.max()), static_cast<unsigned long long>(plain.failed()),
      as_milliseconds(plain.latency.percentile(50)), as_milliseconds(plain.latency.max()));
  return delayed.requests == responses && plain.failed() == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace mockmeter

int main(int count, char** arguments) {
  const unsigned long responses = count > 1 ? std::strtoul(arguments[1], nullptr, 10) : 5000;
  const long delay = count > 2 ? std::strtol(arguments[2], nullptr, 10) : 2000;
  if (responses == 0 || responses > 8000 || delay <= 0) {
    std::fputs("usage: mockmeter_delayed_answers [ANSWERS up to 8000 [MS]]\n", stderr);
    return 2;
  }
  return mockmeter::measure(static_cast<unsigned>(responses), std::chrono::milliseconds(delay));
}
