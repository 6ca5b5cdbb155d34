#include "conformance/adapters/reference/client.h"

#include <algorithm>
#include <array>
#include <thread>

#include "conformance/adapters/reference/common/call_error.h"
#include "conformance/adapters/reference/http/retry.h"
#include "conformance/adapters/reference/request/request.h"
#include "conformance/adapters/reference/response/decode.h"
#include "conformance/adapters/reference/response/paging.h"

namespace reference {
namespace {

constexpr std::array<int, 5> kRedirects = {301, 302, 303, 307, 308};
// Source: RFC 9110 15.4 "A client SHOULD detect and intervene in cyclical redirections".
constexpr int kMaxHops = 5;
/// Of curl and of Go's client.
constexpr int kMaxHopsOfCurl = 50;
constexpr int kMaxHopsOfGo = 10;
/// Where redirect-loop gives in, so that a test ends.
constexpr int kFarTooManyHops = 150;
/// Of shared-wait; unbounded-wait is another mutant.
constexpr std::chrono::seconds kLongestPause{10};
constexpr std::chrono::milliseconds kBehindIt{300};

Url parse_base(const std::string& text) {
  auto base = parse_url(text);
  if (!base) throw CallError(ErrorKind::kUsage, "base_url is no http or https URL: " + text);
  while (!base->target.empty() && base->target.back() == '/') base->target.pop_back();
  return *base;
}

int max_hops(const MutantSet& mutants, const QuirkSet& quirks) {
  if (mutants.has("redirect-loop")) return kFarTooManyHops;
  if (quirks.has("curl-redirects")) return kMaxHopsOfCurl;
  return quirks.has("go-redirects") ? kMaxHopsOfGo : kMaxHops;
}

/// Whether the client follows a redirect to another origin, without its credential.
bool goes_abroad(const QuirkSet& quirks) {
  return quirks.has("curl-redirects") || quirks.has("go-redirects") || quirks.has("follow");
}

/// Whether the credential stays behind when a redirect leads from one origin to another.
// Source: RFC 9110 15.4 "Consider removing ... Authorization".
bool drops_credential(const Origin& from, const Origin& to, const QuirkSet& quirks) {
  if (quirks.has("drop-auth-on-redirect")) return true;
  if (from == to || !goes_abroad(quirks)) return false;
  const bool is_downgrade = from.tls && !to.tls;
  return !quirks.has("go-redirects") || from.host != to.host || is_downgrade;
}

/// Where the response to a request sends the client, when the client goes there: with a GET, within
/// the origin that the credential belongs to, and not for the sixth time.
std::optional<Url> next_hop(const Request& request, const Origin& origin, const Response& response,
                            int hops, const MutantSet& mutants, const QuirkSet& quirks) {
  if (std::ranges::find(kRedirects, response.status) == kRedirects.end()) return std::nullopt;
  if (request.method != "GET" && !mutants.has("leak-on-redirect")) return std::nullopt;
  if (hops >= max_hops(mutants, quirks)) return std::nullopt;
  auto url = resolve({origin, request.target}, find_field(response.fields, "Location"));
  // Source: RFC 9110 15.4 "Consider removing ... Authorization". Choice: the client does not go.
  const bool is_downgrade = url && origin.tls && !url->origin.tls;
  const bool leaks =
      mutants.has("leak-on-redirect") || (is_downgrade && mutants.has("downgrade-on-redirect"));
  if (url && !(url->origin == origin) && !leaks && !goes_abroad(quirks)) return std::nullopt;
  return url;
}

}  // namespace

Json Client::call(const Operation& operation, const CallMessage& call) {
  const Url base = parse_base(call.base_url);
  const Time start = std::chrono::steady_clock::now();
  const auto fetch_page = [&](const Json& arguments) {
    return fetch(operation, base, call, arguments, start);
  };
  const std::function<Json()> make = [&] {
    const bool paged = !operation.paging.items.empty() && call.options.all_pages;
    return paged ? fetch_all(operation, call.arguments, fetch_page, mutants_, quirks_)
                 : fetch_page(call.arguments);
  };
  const bool is_shared = quirks_.has("single-flight") && operation.method == "GET";
  return is_shared ? unless_under_way(call, make) : make();
}

Json Client::fetch(const Operation& operation, const Url& base, const CallMessage& call,
                   const Json& arguments, Time start) {
  const Request request = build_request(operation, base.target, call, arguments, mutants_, quirks_);
  const auto left = [&] { return call.options.left_since(start); };
  const auto attempt = [&](const Request& one) {
    Options options = call.options;
    if (!mutants_.has("timeout-per-attempt")) options.timeout = left();
    if (mutants_.has("shared-wait")) wait_with_others();
    return send(operation, base.origin, options, one);
  };
  const std::function<Json()> all_attempts = [&] {
    return with_retries(request, call.options, mutants_, quirks_, left, attempt);
  };
  if (mutants_.has("fail-after-error")) return unless_failed(base.origin, all_attempts);
  return mutants_.has("one-429-for-all") ? unless_limited(all_attempts) : all_attempts();
}

Json Client::send(const Operation& operation, const Origin& origin, const Options& options,
                  Request request) {
  std::shared_ptr<const std::string> shared;
  if (mutants_.has("cross-talk")) {
    shared = shared_target(origin, request.target);
    request.target = *shared;
  }
  try {
    return decode(operation, follow(request, origin, options), mutants_, quirks_);
  } catch (const CallError& error) {
    if (error.kind == ErrorKind::kRateLimited) let_others_wait(error);
    throw;
  }
}

Response Client::follow(Request request, Origin origin, const Options& options) {
  for (int hops = 0;; ++hops) {
    Response response = transport_.exchange(request, origin, options);
    const auto next = next_hop(request, origin, response, hops, mutants_, quirks_);
    if (!next) return response;
    const bool drops = drops_credential(origin, next->origin, quirks_);
    origin = next->origin;
    request.target = next->target.empty() ? "/" : next->target;
    if (!drops) continue;
    std::erase_if(request.fields, [](const auto& field) { return field.first == "Authorization"; });
  }
}

Json Client::unless_under_way(const CallMessage& call, const std::function<Json()>& make) {
  const Json key = {call.operation,           call.base_url,          call.arguments,
                    call.credential.username, call.credential.secret, call.options.all_pages};
  std::packaged_task<Json()> task(make);
  std::shared_future<Json> result;
  bool is_first = false;
  {
    const std::lock_guard lock(mutex_);
    const auto [row, added] = under_way_.try_emplace(key.dump());
    if (added) row->second = task.get_future().share();
    result = row->second;
    is_first = added;
  }
  if (is_first) {
    task();
    const std::lock_guard lock(mutex_);
    under_way_.erase(key.dump());
  }
  return result.get();
}

std::shared_ptr<const std::string> Client::shared_target(const Origin& origin,
                                                         const std::string& target) {
  const std::lock_guard lock(mutex_);
  std::weak_ptr<const std::string>& slot = shared_targets_[to_string(origin)];
  auto shared = slot.lock();
  if (!shared) slot = shared = std::make_shared<const std::string>(target);
  return shared;
}

void Client::wait_with_others() {
  Time end;
  {
    const std::lock_guard lock(mutex_);
    end = pause_ends_;
  }
  // Behind the call that was told to wait, which wakes at that time.
  if (end > std::chrono::steady_clock::now()) std::this_thread::sleep_until(end + kBehindIt);
}

void Client::let_others_wait(const CallError& error) {
  const std::lock_guard lock(mutex_);
  ++limited_calls_;
  const auto wait = error.retry_after.value_or(std::chrono::milliseconds(0));
  if (wait <= kLongestPause) pause_ends_ = std::chrono::steady_clock::now() + wait;
}

Json Client::unless_limited(const std::function<Json()>& call) {
  const auto limited_calls = [this] {
    const std::lock_guard lock(mutex_);
    return limited_calls_;
  };
  const int before = limited_calls();
  Json result = call();
  if (limited_calls() == before) return result;
  throw CallError(ErrorKind::kRateLimited, "another call was limited", 429);
}

Json Client::unless_failed(const Origin& origin, const std::function<Json()>& call) {
  const std::string server = to_string(origin);
  {
    const std::lock_guard lock(mutex_);
    if (failed_servers_.contains(server))
      throw CallError(ErrorKind::kConnection, "an earlier call was refused");
  }
  try {
    return call();
  } catch (const CallError& error) {
    const std::lock_guard lock(mutex_);
    if (error.status != 0) failed_servers_.insert(server);
    throw;
  }
}

}  // namespace reference
