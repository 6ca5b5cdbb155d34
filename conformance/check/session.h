#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/check/role.h"
#include "conformance/check/server.h"

namespace mockmeter::conformance {

struct SessionOptions {
  HttpOptions http;
  bool writes = false;  ///< requests that are neither GET nor HEAD may be sent
  std::function<void(const std::string& line)> say = [](const std::string&) {};
  std::function<bool()> is_stopped = [] { return false; };
};

/// One server, asked as one or the other. The same GET of the same person is sent once: what a
/// server says does not change between two probes, and it may count requests.
class Session {
 public:
  Session(ServerFacts facts, std::vector<Holder> holders, SessionOptions options);

  const ServerFacts& facts() const { return facts_; }
  const SessionOptions& options() const { return options_; }
  /// Null when nobody knows what the role has.
  const Holder* holder(std::string_view provider, std::string_view role) const;
  const std::vector<Holder>& holders() const { return holders_; }

  /// Waits, within reason, as long as a 429 says when the step does not ask for one.
  Reply ask(const Exchange& request, bool expects_429);
  /// How many requests in a row were not answered in time.
  int silent_in_a_row() const { return silent_in_a_row_; }
  /// Passwords and tokens that stood in answers, which no report may show.
  const std::set<std::string>& secrets_seen() const { return secrets_seen_; }

 private:
  Reply send_patiently(const Exchange& request, bool expects_429);
  bool wait_for(const Reply& refusal);

  ServerFacts facts_;
  std::vector<Holder> holders_;
  SessionOptions options_;
  std::map<std::string, Reply> answered_;
  std::set<std::string> secrets_seen_;
  int silent_in_a_row_ = 0;
};

}  // namespace mockmeter::conformance
