#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "bench/load/load.h"
#include "conformance/adapter/adapter.h"
#include "conformance/benchmark/run_load.h"
#include "conformance/model/call.h"
#include "mockmeter/server.h"

namespace mockmeter::conformance {

/// What one repetition gave.
struct Measurement {
  LoadResult driven;
  // As the mock has seen them.
  std::uint64_t requests = 0;
  std::uint64_t connections = 0;
  std::uint64_t bytes_received = 0;
  std::uint64_t bytes_sent = 0;
  // Of the client; empty where it cannot be told from ours.
  std::optional<std::chrono::nanoseconds> processor{};
  std::optional<std::uint64_t> memory{};  ///< bytes
};

enum class ParticipantKind {
  kCeiling,  ///< the raw client: what mock and machine can do
  kFloor,    ///< an adapter that asks nobody: what the pipe costs
  kClient,
};
std::string_view to_string(ParticipantKind role);  ///< "ceiling"

/// Whoever takes part in a measurement.
struct Participant {
  std::string name;
  ParticipantKind role = ParticipantKind::kClient;
  unsigned most = 0;                   ///< calls that it takes at once; 0 = any number
  std::vector<std::string> remarks{};  ///< for people
  /// One repetition; empty when it was stopped meanwhile.
  std::function<std::optional<Measurement>(const load::LoadPlan& plan)> measure{};
};

using IsStopped = std::function<bool()>;

/// Sends `request`, the bytes of one GET, to the mock. Everything given lives longer.
Participant make_raw_client(const Server& mock, std::string request, const IsStopped& is_stopped);

/// What is called through an adapter, again and again.
struct RepeatedCall {
  Call call;
  std::optional<Json> expected{};  ///< its result; empty = whatever comes
};

/// How many processes of an adapter that replies with a line and exits run at once.
inline constexpr unsigned kOneShots = 8;

/// A floor or a client.
Participant make_participant(ParticipantKind role, std::string name, Adapter& adapter,
                             RepeatedCall repeated, const Server& mock,
                             const IsStopped& is_stopped);

}  // namespace mockmeter::conformance
