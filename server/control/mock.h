#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "server/api/message.h"
#include "server/api/query.h"
#include "server/api/router.h"
#include "server/control/journal/newest_requests.h"
#include "server/control/state.h"

namespace mockmeter {

/// The mock without a socket: its state, and the providers' handlers that respond from it.
/// Thread-safe.
class Mock : public MockState {
 public:
  explicit Mock(MockSettings settings)
      : MockState(std::move(settings)), router_(MockState::providers()) {}

  /// Answers one request to a vendor's API, and puts it into the journal.
  Response handle(const Request& sent);

  /// What a request would be answered now.
  struct Preview {
    const Operation* operation = nullptr;  ///< null: none fits, and there is no response
    int status = 0;
    Json body;  ///< a text where it is no JSON
  };
  /// Reads only: an operation that changes something does not fit. Nothing is counted or put into
  /// the journal; faults, delays and limits do not act. Secrets are redacted in the body.
  Preview preview(const Request& request) const;

  /// What those who watch the journal are shown.
  NewestRequests& newest_requests() { return newest_requests_; }

 private:
  /// When a request came, by Clock::uptime().
  using Arrived = std::chrono::nanoseconds;

  Response handle_matched(const RequestContext& context, const State& state, Arrived arrived,
                          Router::Match& match, const RequestedFaults& requested);
  Response change(const OperationRequest& call);
  std::function<void()> record_exchange(const RequestContext& context, const State& state,
                                        Arrived arrived, const Operation* operation,
                                        Response& response, std::vector<std::string> faults = {});

  const Router router_;
  NewestRequests newest_requests_;
};

/// What to tell somebody whose dates all lie more than a day ahead of the mock's clock: a client
/// that asks with the machine's time, and gets nothing or a refusal. Empty for all others.
std::optional<std::string> date_hint(const Query& query, Instant now);

}  // namespace mockmeter
