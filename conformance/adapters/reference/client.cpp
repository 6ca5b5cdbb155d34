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
  if (!mutants_.has("fail-after-error"))
    return with_retries(request, call.options, mutants_, attempt);
  return refusals_.unless_refused(to_string(base.origin), [&] {
    return with_retries(request, call.options, mutants_, attempt);
  });
}

Json Client::send(const Operation& operation, const Origin& origin, const Options& options,
                  const Request& request) {
  if (!mutants_.has("cross-talk")) {
    return decode(operation, follow(request, origin, options), mutants_);
  }
  const SharedTargets::Visit visit(shared_targets_, to_string(origin), request.target);
  Request other = request;
  other.target = visit.target();
  return decode(operation, follow(other, origin, options), mutants_);
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

}  // namespace reference
