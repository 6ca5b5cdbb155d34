#include "server/http/delivery.h"

#include <algorithm>

namespace mockmeter {
namespace {

// Choice: ten slices a second look steady to a client and cost next to nothing.
constexpr std::size_t kSlicesPerSecond = 10;

}  // namespace

bool is_planned(const Delivery& delivery) { return !(delivery == Delivery{}); }

DeliverySteps::DeliverySteps(const Delivery& delivery, std::size_t head_bytes,
                             std::size_t body_bytes)
    : delivery_(delivery),
      head_(delivery.no_response ? 0 : head_bytes),
      body_(delivery.no_response ? 0
                                 : std::min(body_bytes, delivery.cut_after.value_or(body_bytes))),
      whole_(!delivery.no_response && body_ == body_bytes) {}

std::optional<DeliveryStep> DeliverySteps::next() {
  if (started_ && sent_ == body_) return std::nullopt;
  // The head leaves with the first slice, or alone when there is nothing else.
  const std::size_t rate = delivery_.bytes_per_second;
  const std::size_t slice = rate == 0 ? body_ : std::max<std::size_t>(rate / kSlicesPerSecond, 1);
  const DeliveryStep step{due(), head_ + std::min(sent_ + slice, body_)};
  sent_ = step.until - head_;
  started_ = true;
  return step;
}

/// Byte n of the body leaves n / rate seconds after the first.
std::chrono::milliseconds DeliverySteps::due() const {
  const std::size_t rate = delivery_.bytes_per_second;
  return delivery_.delay + std::chrono::milliseconds(rate == 0 ? 0 : sent_ * 1000 / rate);
}

Delivery::End DeliverySteps::end() const {
  return delivery_.end == Delivery::End::kKeep && !whole_ ? Delivery::End::kClose : delivery_.end;
}

}  // namespace mockmeter
