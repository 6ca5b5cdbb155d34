#include "conformance/adapters/reference/client.h"

#include "conformance/adapters/reference/common/call_error.h"
#include "conformance/adapters/reference/http/redirect.h"
#include "conformance/adapters/reference/http/retry.h"
#include "conformance/adapters/reference/request/request.h"
#include "conformance/adapters/reference/response/decode.h"
#include "conformance/adapters/reference/response/paging.h"

namespace reference {
namespace {

Url parse_base(const std::string& text) {
  auto base = parse_url(text);
  if (!base) throw CallError(ErrorKind::kUsage, "base_url is no http or https URL: " + text);
  while (!base->target.empty() && base->target.back() == '/') base->target.pop_back();
  return *base;
}

}  // namespace

Json Client::call(const Operation& operation, const CallMessage& call) {
  const Url base = parse_base(call.base_url);
  const auto fetch_page = [&](const Json& arguments) {
    return fetch(operation, base, call, arguments);
  };
  const bool paged = !operation.paging.items.empty() && call.options.all_pages;
  return paged ? fetch_all(operation, call.arguments, fetch_page, mutants_)
               : fetch_page(call.arguments);
}

Json Client::fetch(const Operation& operation, const Url& base, const CallMessage& call,
                   const Json& arguments) {
  const Request request = build_request(operation, base.target, call, arguments, mutants_, quirks_);
  const auto attempt = [&](const Request& one) {
    return send(operation, base.origin, call.options, one);
  };
  const auto all_attempts = [&] { return with_retries(request, call.options, mutants_, attempt); };
  return mutants_.has("fail-after-error") ? unless_failed(base.origin, all_attempts)
                                          : all_attempts();
}

Json Client::send(const Operation& operation, const Origin& origin, const Options& options,
                  Request request) {
  std::shared_ptr<const std::string> shared;
  if (mutants_.has("cross-talk")) {
    shared = shared_target(origin, request.target);
    request.target = *shared;
  }
  return decode(operation, follow(request, origin, options), mutants_);
}

Answer Client::follow(Request request, Origin origin, const Options& options) {
  for (int hops = 0;; ++hops) {
    Answer answer = transport_.exchange(request, origin, options);
    const auto next = next_hop(request, origin, answer, hops, mutants_);
    if (!next) return answer;
    origin = next->origin;
    request.target = next->target.empty() ? "/" : next->target;
    if (mutants_.has("drop-auth-on-redirect")) {
      std::erase_if(request.fields,
                    [](const auto& field) { return field.first == "Authorization"; });
    }
  }
}

std::shared_ptr<const std::string> Client::shared_target(const Origin& origin,
                                                         const std::string& target) {
  const std::lock_guard lock(mutex_);
  std::weak_ptr<const std::string>& slot = shared_targets_[to_string(origin)];
  auto shared = slot.lock();
  if (!shared) slot = shared = std::make_shared<const std::string>(target);
  return shared;
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
