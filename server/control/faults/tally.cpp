#include "server/control/faults/tally.h"

#include "server/metering/hash.h"

namespace mockmeter {

bool Tally::fires(const Fault& fault, std::uint64_t luck, const std::string& caller) {
  if (!is_live(fault)) return false;
  ++seen_;
  // A draw for every request, skipped or not: what others skipped must not shift a caller's luck.
  if (fault.p != Fault::kAlways) {
    const std::uint64_t draw = mix(hash_text(luck, caller), draws_[caller]++);
    if (draw % Fault::kAlways >= fault.p) return false;
  }
  if (seen_ <= fault.skip) return false;
  ++fired_;
  return true;
}

}  // namespace mockmeter
