#include "conformance/check/session.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>
#include <thread>
#include <utility>

#include "base/tables.h"
#include "base/text/numbers.h"
#include "conformance/evaluation/wire/exchange.h"
#include "conformance/model/json.h"

namespace mockmeter::conformance {
namespace {

constexpr int kMostWaits = 3;      // for one request
constexpr int kLongestWait = 120;  // seconds; a server that asks for more is not waited for
constexpr int kWaitWithoutWord = 10;
constexpr int kDeepestSecret = 8;
constexpr auto kSlice = std::chrono::milliseconds(100);

constexpr std::array<std::string_view, 5> kSecretMembers{"password", "token", "read_only_token",
                                                         "apiKey", "secret"};

/// Deeper than any document goes there is nothing to look for.
void collect_secrets(const Json& value, int depth, std::set<std::string>& found) {
  if (!value.is_structured() || depth == 0) return;
  for (const auto& [name, child] : value.items()) {
    const bool is_secret = child.is_string() && contains(kSecretMembers, name);
    if (is_secret) found.insert(child.get<std::string>());
    collect_secrets(child, depth - 1, found);
  }
}

std::string key_of(const Exchange& request) {
  std::string key = request.method + ' ' + request.target;
  for (const auto& [name, value] : request.headers) key += '\n' + name + ':' + value;
  return key;
}

/// As browsers name it; empty when there is none. Source: Chromium, net_error_list.h.
std::string browser_error(TransportError trouble) {
  switch (trouble) {
    case TransportError::kNone:
      return {};
    case TransportError::kUnreachable:
      return "net::ERR_CONNECTION_FAILED";
    case TransportError::kUntrusted:
      return "net::ERR_CERT_INVALID";
    case TransportError::kTimeout:
      return "net::ERR_TIMED_OUT";
    case TransportError::kBroken:
      return "net::ERR_INVALID_HTTP_RESPONSE";
  }
  return {};
}

/// Choice: a date is taken as no word, because its clock need not be ours.
int seconds_to_wait(const HttpResult& refusal) {
  const auto values = field_values(refusal.exchange.response_headers, "Retry-After");
  if (values.empty()) return kWaitWithoutWord;
  return whole_number<int>(values.front()).value_or(kWaitWithoutWord);
}

/// Empty when a variable of the input is missing or empty.
std::optional<ResolvedInput> from_environment(const ProviderInfo& provider, const TestInput& input,
                                              const LookUp& look_up) {
  const auto read = [&](std::string_view variable) {
    return look_up(std::string(variable)).value_or("");
  };
  const ResolvedInput resolved{&provider, &input, read(input.user_variable), read(input.variable)};
  const bool has_user = input.user_variable.empty() || !resolved.user.empty();
  return has_user && !resolved.value.empty() ? std::optional(resolved) : std::nullopt;
}

}  // namespace

std::string variables_of(const TestInput& input) {
  const std::string variable(input.variable);
  return input.user_variable.empty() ? variable
                                     : std::string(input.user_variable) + " and " + variable;
}

const TestInput* find_input(std::string_view provider, std::string_view name) {
  const ProviderInfo* info = find_provider_info(provider);
  return info == nullptr ? nullptr : find_by(info->inputs, &TestInput::name, name);
}

std::vector<ResolvedInput> resolve_inputs(const LookUp& look_up, bool is_mock) {
  std::vector<ResolvedInput> known;
  for (const ProviderInfo& provider : catalogue()) {
    const std::size_t before = known.size();
    for (const TestInput& input : provider.inputs) {
      if (auto resolved = from_environment(provider, input, look_up)) known.push_back(*resolved);
    }
    if (!is_mock || known.size() > before) continue;
    for (const TestInput& input : provider.inputs) {
      known.push_back(
          {&provider, &input, std::string(input.mock_user), std::string(input.mock_value)});
    }
  }
  return known;
}

Session::Session(ServerFacts facts, std::vector<ResolvedInput> inputs, SessionOptions options)
    : facts_(std::move(facts)), inputs_(std::move(inputs)), options_(std::move(options)) {}

const ResolvedInput* Session::find_input(std::string_view provider, std::string_view name) const {
  const auto is_it = [&](const ResolvedInput& each) {
    return each.provider->name == provider && each.input->name == name;
  };
  return find_by(inputs_, is_it, true);
}

HttpResult Session::ask(const Exchange& request, bool expects_429) {
  const std::string key = key_of(request);
  if (const auto known = results_.find(key); known != results_.end()) return known->second;
  HttpResult reply = send_patiently(request, expects_429);
  options_.on_result(reply);
  collect_secrets(Json::parse(reply.exchange.response_body, nullptr, false), kDeepestSecret,
                  secrets_seen_);
  consecutive_timeouts_ = reply.trouble == TransportError::kTimeout ? consecutive_timeouts_ + 1 : 0;
  if (!is_read(request.method)) {
    results_.clear();
  } else if (reply.trouble == TransportError::kNone) {
    results_.emplace(key, reply);
  }
  return reply;
}

HttpResult Session::send_once(const Exchange& request) {
  const auto received_on = std::chrono::system_clock::now();
  const auto received_at = std::chrono::steady_clock::now() - began_;
  HttpResult reply = send(facts_.address, request, options_.http);
  if (!options_.keeps_sent) return reply;
  Exchange exchange = reply.exchange;
  exchange.received_on = received_on;
  exchange.received_at = received_at;
  exchange.responded_at = received_at + reply.took;
  exchange.connection = sent_.size() + 1;  // one for each request
  exchange.error = browser_error(reply.trouble);
  sent_.push_back(std::make_shared<const Exchange>(std::move(exchange)));
  return reply;
}

HttpResult Session::send_patiently(const Exchange& request, bool expects_429) {
  HttpResult reply = send_once(request);
  for (int waits = 0; waits < kMostWaits && !expects_429 && reply.exchange.status == 429; ++waits) {
    if (!wait_for(reply)) break;
    reply = send_once(request);
  }
  return reply;
}

bool Session::wait_for(const HttpResult& refusal) {
  const int seconds = std::max(seconds_to_wait(refusal), 1);
  if (seconds > kLongestWait) return false;
  options_.say("too many requests: waiting " + std::to_string(seconds) + " s, as the server asks");
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  while (std::chrono::steady_clock::now() < until && !options_.is_stopped()) {
    std::this_thread::sleep_for(kSlice);
  }
  return !options_.is_stopped();
}

}  // namespace mockmeter::conformance
