#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

#include "server/api/message.h"

namespace mockmeter {

/// One step of a response on its way out.
struct DeliveryStep {
  std::chrono::milliseconds at{0};  ///< since the response was ready
  std::size_t until = 0;            ///< bytes of head and body together that are out after it
};

/// Whether anything about it differs from "at once, whole".
bool is_planned(const Delivery& delivery);

/// A delivery plan as a sequence of steps: pure, so that the listener only keeps the time.
class DeliverySteps {
 public:
  DeliverySteps(const Delivery& delivery, std::size_t head_bytes, std::size_t body_bytes);

  /// The next step; empty when only the end is left.
  std::optional<DeliveryStep> next();
  /// What happens after the last step. kKeep only for a response that is whole: a client cannot
  /// tell where the next one begins behind a part of one, so that becomes kClose.
  Delivery::End end() const;

 private:
  std::chrono::milliseconds due() const;

  Delivery delivery_;
  std::size_t head_ = 0;
  std::size_t body_ = 0;  // body bytes that will be sent
  bool whole_ = true;
  std::size_t sent_ = 0;  // body bytes that are out
  bool started_ = false;
};

}  // namespace mockmeter
