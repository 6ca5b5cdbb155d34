#include <chrono>

#include "server/control/faults/kinds/kinds.h"
#include "server/metering/hash.h"

namespace mockmeter::faults {
namespace {

constexpr std::size_t kGarbageBytes = 512;

Delivery& delivery_of(const FaultTarget& target) { return target.response.delivery; }

bool send_nothing(const FaultTarget& target, Delivery::End end) {
  delivery_of(target).no_response = true;
  delivery_of(target).end = end;
  return true;
}

bool cut(const FaultTarget& target, Delivery::End end) {
  delivery_of(target).cut_after = static_cast<std::size_t>(target.fault.number);
  delivery_of(target).end = end;
  return true;
}

}  // namespace

bool delay(const FaultTarget& target) {
  delivery_of(target).delay += std::chrono::milliseconds(target.fault.number);
  return true;
}

bool dribble(const FaultTarget& target) {
  delivery_of(target).bytes_per_second = static_cast<std::size_t>(target.fault.number);
  return true;
}

bool truncate(const FaultTarget& target) {
  const bool longer = target.response.body.size() > static_cast<std::size_t>(target.fault.number);
  return longer && cut(target, Delivery::End::kClose);
}

bool reset(const FaultTarget& target) {
  if (target.fault.value.empty()) return send_nothing(target, Delivery::End::kReset);
  return cut(target, Delivery::End::kReset);
}

bool empty(const FaultTarget& target) { return send_nothing(target, Delivery::End::kClose); }

bool hang(const FaultTarget& target) { return send_nothing(target, Delivery::End::kHang); }

bool garbage(const FaultTarget& target) {
  std::string bytes(kGarbageBytes, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] = static_cast<char>(mix(target.context.world.seed, i));
  }
  bytes.front() = '\xff';  // no status line begins with it
  target.response.body = std::move(bytes);
  delivery_of(target).raw = true;
  delivery_of(target).end = Delivery::End::kClose;
  return true;
}

}  // namespace mockmeter::faults
