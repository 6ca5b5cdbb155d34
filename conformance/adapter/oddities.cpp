#include "conformance/adapter/oddities.h"

namespace mockmeter::conformance {
namespace {

struct Words {
  Oddity oddity;
  std::string_view one;
  std::string_view many;
};
constexpr std::array<Words, kOddities> kWords{{
    {Oddity::kNoise, "line on stdout was no message", "lines on stdout were no messages"},
    {Oddity::kEarly, "answer came before anything was asked",
     "answers came before anything was asked"},
    {Oddity::kUnknown, "answer had an id that was never given",
     "answers had ids that were never given"},
    {Oddity::kRepeated, "answer came to a call that had ended",
     "answers came to calls that had ended"},
    {Oddity::kNoHello, "hello was not answered", "hellos were not answered"},
    {Oddity::kOddExit, "process ended oddly after its answer",
     "processes ended oddly after their answers"},
    {Oddity::kDeafToEof, "process did not end when its stdin was closed",
     "processes did not end when their stdin was closed"},
    {Oddity::kDeafToTerm, "process ignored SIGTERM and was killed",
     "processes ignored SIGTERM and were killed"},
    {Oddity::kLeftBehind, "process ended, and something that it had started held its stdout",
     "processes ended, and something that they had started held their stdout"},
}};

}  // namespace

void Oddities::add(Oddity oddity, std::string_view detail) {
  const std::lock_guard lock(mutex_);
  Tally& tally = tallies_.at(static_cast<std::size_t>(oddity));
  if (tally.count++ == 0) tally.first = detail;
}

std::vector<std::string> Oddities::texts() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> texts;
  for (const Words& words : kWords) {
    const Tally& tally = tallies_.at(static_cast<std::size_t>(words.oddity));
    if (tally.count == 0) continue;
    std::string text = std::to_string(tally.count) + " ";
    text += tally.count == 1 ? words.one : words.many;
    if (!tally.first.empty()) text += (tally.count == 1 ? ": " : "; the first: ") + tally.first;
    texts.push_back(std::move(text));
  }
  return texts;
}

}  // namespace mockmeter::conformance
