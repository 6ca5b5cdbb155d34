#include "conformance/benchmark/call_failure.h"

#include <numeric>

#include "conformance/evaluation/values/shown.h"

namespace mockmeter::conformance {

std::optional<CallFailure> call_failure_of(const Outcome& outcome, const Json* expected) {
  switch (outcome.kind) {
    case Outcome::Kind::kResult:
      if (expected == nullptr || outcome.value == *expected) return std::nullopt;
      return CallFailure{CallFailureKind::kOther, shown(outcome.value)};
    case Outcome::Kind::kError:
      return CallFailure{CallFailureKind::kError, shown(outcome.value)};
    case Outcome::Kind::kUnsupported:
      return CallFailure{CallFailureKind::kUnsupported, outcome.text};
    case Outcome::Kind::kCrashed:
      return CallFailure{CallFailureKind::kCrashed, outcome.text};
    case Outcome::Kind::kSilent:
      break;
  }
  return CallFailure{CallFailureKind::kSilent, outcome.text};
}

void CallFailureTally::add(const CallFailure& failure, std::size_t times) {
  const auto kind = static_cast<std::size_t>(failure.kind);
  counts[kind] += times;
  if (first.empty()) first = std::string(kCallFailureNames[kind]) + ": " + failure.text;
}

void CallFailureTally::add(const CallFailureTally& other) {
  for (std::size_t kind = 0; kind < counts.size(); ++kind) counts[kind] += other.counts[kind];
  if (first.empty()) first = other.first;
}

std::size_t CallFailureTally::total() const {
  return std::accumulate(counts.begin(), counts.end(), std::size_t{0});
}

std::string CallFailureTally::text() const {
  std::string text;
  for (std::size_t kind = 0; kind < counts.size(); ++kind) {
    if (counts[kind] == 0) continue;
    text += (text.empty() ? "" : ", ") + std::string(kCallFailureNames[kind]) + " " +
            std::to_string(counts[kind]);
  }
  return text;
}

}  // namespace mockmeter::conformance
