#pragma once

#include <atomic>
#include <memory>

#include "cli/terminal/interrupt_handler.h"
#include "conformance/setup/test_authority.h"

namespace mockmeter::cli {

/// The authority of a run, whose file goes however the run ends: it is made when interruptions are
/// taken already. Make it before any thread, and before the clients. Throws what TestAuthority
/// does.
class RunTrust {
 public:
  RunTrust() { known_ = authority_; }

  const std::shared_ptr<const conformance::TestAuthority>& authority() const { return authority_; }
  const InterruptHandler& interruption() const { return interruption_; }

 private:
  // In this order: the handler reads the one above it, and comes before the one below it.
  std::atomic<std::shared_ptr<const conformance::TestAuthority>> known_;
  InterruptHandler interruption_{[this] {
    if (const auto made = known_.load()) made->remove();
  }};
  std::shared_ptr<const conformance::TestAuthority> authority_ =
      std::make_shared<const conformance::TestAuthority>();
};

}  // namespace mockmeter::cli
