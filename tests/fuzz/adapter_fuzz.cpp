#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/adapter/exact_json.h"
#include "conformance/adapter/line_reader.h"
#include "conformance/adapter/message.h"
#include "conformance/adapter/protocol_session.h"
#include "tests/fuzz/require.h"

// Whatever an adapter writes, the driver must not crash, must see the same lines however the bytes
// are split, must end each of two calls (k1, k2) once, and must say it all in UTF-8. The first byte
// of the data chooses the split; the rest comes on stdout, and on stderr as well.

namespace {

using mockmeter::conformance::AdapterState;
using mockmeter::conformance::CallOutcome;
using mockmeter::conformance::Json;
using mockmeter::conformance::Line;
using mockmeter::conformance::LineReader;
using mockmeter::conformance::PendingCall;
using mockmeter::conformance::ProtocolSession;
using mockmeter::conformance::TimePoint;
using mockmeter::fuzz::require;

constexpr std::size_t kLongestLine = 300;
constexpr TimePoint kNow{};

/// Throws when something in it is no UTF-8.
std::string told(const PendingCall& call) {
  require(call.outcome.has_value() && !call.failure);
  const CallOutcome& outcome = *call.outcome;
  return Json{static_cast<int>(outcome.kind), outcome.value, outcome.text, outcome.warnings,
              call.stderr_output}
      .dump();
}

void hear(const Line& line, ProtocolSession& session) {
  require(line.text.size() <= kLongestLine && line.text.find('\n') == line.text.npos);
  session.take_line(line, kNow);
}

void hear_all(std::string_view input, std::size_t step, ProtocolSession& session) {
  LineReader reader(kLongestLine);
  for (; !input.empty(); input.remove_prefix(std::min(step, input.size()))) {
    for (const Line& line : reader.take(input.substr(0, step))) hear(line, session);
  }
  if (const auto rest = reader.rest()) hear(*rest, session);
  require(!reader.rest());
}

void check_hello(const Json& hello) {
  try {
    require(mockmeter::conformance::to_hello(hello).given);
  } catch (const std::runtime_error& error) {
    require(*error.what() != '\0');
  }
}

std::string transcript(std::string_view input, std::size_t step) {
  std::array<PendingCall, 2> calls;
  calls[0].id = "k1";
  calls[1].id = "k2";
  AdapterState state;
  ProtocolSession session(state);
  session.expect_hello(kNow + std::chrono::seconds(1));
  for (PendingCall& call : calls) session.expect_reply(call, kNow);
  session.take_stderr(input);
  hear_all(input, step, session);
  if (session.hello()) check_hello(*session.hello());
  for (PendingCall* left : session.conclude({.ending = {.code = 1}}, kNow)) {
    ProtocolSession next(state);  // one for each call, of a one-shot adapter
    require(!left->outcome);
    next.expect_reply(*left, kNow);
    require(next.conclude({.ending = {.code = 1}}, kNow).empty());
  }
  require(session.pending() == 0);
  return told(calls[0]) + told(calls[1]) + Json(state.warnings.texts()).dump();
}

/// What is read without loss reads the same again.
void check_variant(std::string_view text) {
  const auto value = mockmeter::conformance::parse_exactly(text);
  require(!value || mockmeter::conformance::parse_exactly(value->dump()) == value);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = mockmeter::fuzz::require_same_in_pieces(data, size, transcript);
  if (!input.empty()) check_variant(input);
  return 0;
}
