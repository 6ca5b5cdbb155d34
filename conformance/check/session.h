#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/check/server.h"
#include "mockmeter/catalogue.h"

namespace mockmeter::conformance {

/// Looks an environment variable up.
using LookUp = std::function<std::optional<std::string>(const std::string& name)>;

/// What an input of a provider is at the server that is tested. Never stored, never printed.
struct ResolvedInput {
  const ProviderInfo* provider;
  const TestInput* input;
  std::string user;
  std::string value;
};

/// The variables that hold an input: "USER and KEY".
std::string variables_of(const TestInput& input);

/// Null when a provider has no such input.
const TestInput* find_input(std::string_view provider, std::string_view name);

/// Those that are known. `is_mock`: the server is a mockmeter, so that a provider of which the
/// environment has nothing at all is asked with what the world `default` knows.
std::vector<ResolvedInput> resolve_inputs(const LookUp& look_up, bool is_mock);

/// Whether a method changes nothing.
inline bool is_read(std::string_view method) { return method == "GET" || method == "HEAD"; }

struct SessionOptions {
  HttpOptions http;
  bool writes = false;      ///< requests that may change something may be sent
  bool keeps_sent = false;  ///< see Session::sent()
  std::function<void(const std::string& line)> say = [](const std::string&) {};
  std::function<bool()> is_stopped = [] { return false; };
  /// Called with what came of each request that was sent.
  std::function<void(const HttpResult& result)> on_result = [](const HttpResult&) {};
};

/// One server, asked as one or the other. The same GET of the same person is sent once: what a
/// server says does not change between two probes, and it may count requests.
class Session {
 public:
  Session(ServerFacts facts, std::vector<ResolvedInput> inputs, SessionOptions options);

  const ServerFacts& facts() const { return facts_; }
  const SessionOptions& options() const { return options_; }
  /// Null when it is unknown.
  const ResolvedInput* find_input(std::string_view provider, std::string_view name) const;
  const std::vector<ResolvedInput>& inputs() const { return inputs_; }

  /// Waits, within reason, as long as a 429 says when the step does not ask for one.
  HttpResult ask(const Exchange& request, bool expects_429);
  /// What was sent, in its order, with what came back and as it came, secrets and all. Empty unless
  /// SessionOptions::keeps_sent.
  const std::vector<std::shared_ptr<const Exchange>>& sent() const { return sent_; }
  /// How many requests in a row were not answered in time.
  int consecutive_timeouts() const { return consecutive_timeouts_; }
  /// Passwords and tokens that stood in answers, which no report may show.
  const std::set<std::string>& secrets_seen() const { return secrets_seen_; }

 private:
  HttpResult send_once(const Exchange& request);
  HttpResult send_patiently(const Exchange& request, bool expects_429);
  bool wait_for(const HttpResult& refusal);

  ServerFacts facts_;
  std::vector<ResolvedInput> inputs_;
  SessionOptions options_;
  std::map<std::string, HttpResult> results_;
  std::vector<std::shared_ptr<const Exchange>> sent_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  std::set<std::string> secrets_seen_;
  int consecutive_timeouts_ = 0;
};

}  // namespace mockmeter::conformance
