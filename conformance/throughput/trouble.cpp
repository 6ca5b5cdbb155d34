#include "conformance/throughput/trouble.h"

#include <numeric>

#include "conformance/judge/shown.h"

namespace mockmeter::conformance {

std::optional<Trouble> trouble_of(const Outcome& outcome, const Json* expected) {
  switch (outcome.kind) {
    case Outcome::Kind::kResult:
      if (expected == nullptr || outcome.value == *expected) return std::nullopt;
      return Trouble{TroubleKind::kOther, shown(outcome.value)};
    case Outcome::Kind::kError:
      return Trouble{TroubleKind::kError, shown(outcome.value)};
    case Outcome::Kind::kUnsupported:
      return Trouble{TroubleKind::kUnsupported, outcome.text};
    case Outcome::Kind::kCrashed:
      return Trouble{TroubleKind::kCrashed, outcome.text};
    case Outcome::Kind::kSilent:
      break;
  }
  return Trouble{TroubleKind::kSilent, outcome.text};
}

void TroubleTally::add(const Trouble& trouble, std::size_t times) {
  const auto kind = static_cast<std::size_t>(trouble.kind);
  counts[kind] += times;
  if (first.empty()) first = std::string(kTroubleNames[kind]) + ": " + trouble.text;
}

void TroubleTally::add(const TroubleTally& other) {
  for (std::size_t kind = 0; kind < counts.size(); ++kind) counts[kind] += other.counts[kind];
  if (first.empty()) first = other.first;
}

std::size_t TroubleTally::total() const {
  return std::accumulate(counts.begin(), counts.end(), std::size_t{0});
}

std::string TroubleTally::text() const {
  std::string text;
  for (std::size_t kind = 0; kind < counts.size(); ++kind) {
    if (counts[kind] == 0) continue;
    text += (text.empty() ? "" : ", ") + std::string(kTroubleNames[kind]) + " " +
            std::to_string(counts[kind]);
  }
  return text;
}

}  // namespace mockmeter::conformance
