#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

#include "conformance/model/call.h"
#include "conformance/model/case.h"
#include "conformance/setup/test_authority.h"
#include "mockmeter/exchange.h"
#include "mockmeter/server.h"

namespace mockmeter::conformance {

/// One case, ready to be played: a server on a port of its own, perhaps a second one, and the calls
/// to make. All traffic on the port is this case's, whoever sends it.
class CaseSetup {
 public:
  /// `seed`: of the run; every random value comes from it. `trust`: of the run; null = a case that
  /// needs it makes its own. `over_tls`: cases that name no certificate are served over https, too.
  /// Throws std::exception when the case cannot be set up, which is our own
  /// fault.
  CaseSetup(const Case& subject, std::uint64_t seed,
            std::shared_ptr<const TestAuthority> trust = nullptr, bool over_tls = false);

  const std::vector<Call>& calls() const { return calls_; }
  const Json& then() const { return then_; }  ///< of the case, everything filled in
  /// So far, in order of arrival.
  std::vector<Exchange> exchanges() const { return server_->exchanges(); }
  std::vector<Exchange> second_exchanges() const;

 private:
  void open(Json given, std::uint64_t seed, bool over_tls);
  Call call_of(const Json& call) const;

  std::shared_ptr<const TestAuthority> trust_;
  std::unique_ptr<Server> second_server_;  // null = the case has none
  std::unique_ptr<Server> server_;
  std::vector<Call> calls_;
  Json then_;
};

/// How long a call may take, whatever happens: what it asks for itself, and ten seconds.
std::chrono::milliseconds limit_of(const Call& call);

/// How long the ports stay open behind the last outcome, for traffic that comes late: 250 ms where
/// a client may still repeat or follow something, 20 ms elsewhere.
std::chrono::milliseconds grace_of(const Case& subject);

}  // namespace mockmeter::conformance
