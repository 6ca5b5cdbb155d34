#include "conformance/benchmark/participant.h"

#include <array>
#include <ctime>
#include <exception>
#include <thread>
#include <utility>

#include "conformance/benchmark/resource_usage.h"

namespace mockmeter::conformance {
namespace {

constexpr std::chrono::seconds kCallTimeout{5};  // of a call; the raw client's, too

struct Stopped : std::exception {};

/// Looks again and again, at most so often, a moment apart.
template <typename IsOver>
void await(int most, std::chrono::milliseconds moment, const IsOver& is_over) {
  while (most-- > 0 && !is_over()) std::this_thread::sleep_for(moment);
}

/// Waits until nothing comes any more of what somebody before has asked for and not awaited.
void await_silence(const Server& mock) {
  std::optional<std::uint64_t> before;
  await(50, std::chrono::milliseconds(20), [&] {
    const std::uint64_t now = mock.requests().total;
    return std::exchange(before, now) == now;
  });
}

/// What the mock has seen since this was made.
class TrafficMeter {
 public:
  explicit TrafficMeter(const Server& mock)
      : mock_(mock), requests_(mock.requests().total), traffic_(mock.traffic()) {}

  void put_into(Measurement& measured) const {
    const WireTraffic now = mock_.traffic();
    measured.requests = mock_.requests().total - requests_;
    measured.connections = now.connections - traffic_.connections;
    measured.bytes_received = now.bytes_received - traffic_.bytes_received;
    measured.bytes_sent = now.bytes_sent - traffic_.bytes_sent;
  }

 private:
  const Server& mock_;
  const std::uint64_t requests_;
  const WireTraffic traffic_;
};

std::chrono::nanoseconds time_of_this_thread() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

LoadResult load_result_of(const load::LoadReport& report) {
  LoadResult driven;
  driven.results = report.requests;
  driven.latency = report.latency;
  driven.not_started = report.unanswered;
  driven.elapsed = report.elapsed;
  for (std::size_t kind = 0; kind < report.failures.size(); ++kind) {
    if (report.failures[kind] == 0) continue;
    driven.failures.add({CallFailureKind::kTransport, load::kFailureNames[kind]},
                        report.failures[kind]);
  }
  return driven;
}

std::optional<CallFailure> call_once(Adapter& adapter, const RepeatedCall& repeated) try {
  const CallOutcome outcome = adapter.call(repeated.call, kCallTimeout);
  return call_failure_of(outcome, repeated.expected ? &*repeated.expected : nullptr);
} catch (const std::runtime_error& error) {
  return CallFailure{CallFailureKind::kCrashed, error.what()};  // it cannot even be started
}

}  // namespace

std::string_view to_string(ParticipantKind role) {
  constexpr std::array<std::string_view, 3> kNames{"ceiling", "floor", "client"};
  return kNames[static_cast<std::size_t>(role)];
}

Participant make_raw_client(const Server& mock, std::string request, const IsStopped& is_stopped) {
  Participant ceiling{"raw client", ParticipantKind::kCeiling};
  ceiling.measure = [&mock, &is_stopped, request = std::move(request)](
                        load::LoadPlan plan) -> std::optional<Measurement> {
    plan.host = "127.0.0.1";
    plan.port = mock.port();
    plan.request = request;
    plan.timeout = kCallTimeout;
    const auto before = time_of_this_thread();
    await_silence(mock);
    const TrafficMeter seen(mock);
    Measurement measured;
    try {
      measured.driven = load_result_of(load::run(plan, [&](std::chrono::nanoseconds) {
        if (is_stopped()) throw Stopped();
      }));
    } catch (const Stopped&) {
      return std::nullopt;
    }
    measured.processor = time_of_this_thread() - before;
    seen.put_into(measured);
    return measured;
  };
  return ceiling;
}

Participant make_participant(ParticipantKind role, std::string name, Adapter& adapter,
                             RepeatedCall repeated, const Server& mock,
                             const IsStopped& is_stopped) {
  Participant participant{std::move(name), role};
  participant.most = static_cast<unsigned>(adapter.hello().parallel);
  if (adapter.is_one_shot()) {
    participant.most = kOneShots;
    participant.remarks.push_back("started anew for every call, at most " +
                                  std::to_string(kOneShots) + " at once");
  }
  participant.measure = [&adapter, &mock, &is_stopped, repeated = std::move(repeated)](
                            const load::LoadPlan& plan) -> std::optional<Measurement> {
    ResourceUsage footprint([&adapter] { return adapter.processes(); });
    await_silence(mock);
    const TrafficMeter seen(mock);
    Measurement measured;
    measured.driven = run_load(
        plan, [&] { return call_once(adapter, repeated); }, is_stopped);
    // What a process that replies with a line and exits has cost is known when it has ended.
    if (adapter.is_one_shot()) adapter.exits_on_eof();
    const ResourceUsage::Cost cost = footprint.so_far();
    measured.processor = cost.processor;
    measured.memory = cost.memory;
    seen.put_into(measured);
    if (is_stopped()) return std::nullopt;
    return measured;
  };
  return participant;
}

}  // namespace mockmeter::conformance
