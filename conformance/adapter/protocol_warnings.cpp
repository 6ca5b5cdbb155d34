#include "conformance/adapter/protocol_warnings.h"

namespace mockmeter::conformance {
namespace {

struct Words {
  std::string_view one;
  std::string_view many;
};
constexpr std::array<Words, 10> kWords{{
    // as ProtocolWarning has them
    {"line on stdout was no message", "lines on stdout were no messages"},
    {"reply came before anything was asked", "replies came before anything was asked"},
    {"reply had an id that was never given", "replies had ids that were never given"},
    {"reply came to a call that had ended", "replies came to calls that had ended"},
    {"hello had no reply", "hellos had no reply"},
    {"hello was replied to with an error", "hellos were replied to with errors"},
    {"process ended oddly after its reply", "processes ended oddly after their replies"},
    {"process did not end when its stdin was closed",
     "processes did not end when their stdin was closed"},
    {"process ignored SIGTERM and was killed", "processes ignored SIGTERM and were killed"},
    {"process ended, and something that it had started held its stdout",
     "processes ended, and something that they had started held their stdout"},
}};

}  // namespace

void ProtocolWarnings::add(ProtocolWarning warning, std::string_view detail) {
  const std::lock_guard lock(mutex_);
  Tally& tally = tallies_.at(static_cast<std::size_t>(warning));
  if (tally.count++ == 0) tally.first = detail;
}

std::vector<std::string> ProtocolWarnings::texts() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> texts;
  for (std::size_t kind = 0; kind < tallies_.size(); ++kind) {
    const auto& [count, first] = tallies_.at(kind);
    if (count == 0) continue;
    std::string text = std::to_string(count) + ' ';
    text += count == 1 ? kWords.at(kind).one : kWords.at(kind).many;
    if (!first.empty()) text += (count == 1 ? ": " : "; the first: ") + first;
    texts.push_back(std::move(text));
  }
  return texts;
}

}  // namespace mockmeter::conformance
