#include "conformance/adapters/reference/client.h"

#include "conformance/adapters/reference/call_error.h"
#include "conformance/adapters/reference/decode.h"
#include "conformance/adapters/reference/dress.h"
#include "conformance/adapters/reference/paging.h"
#include "conformance/adapters/reference/redirect.h"
#include "conformance/adapters/reference/request.h"
#include "conformance/adapters/reference/retry.h"

namespace reference {
namespace {

Url parse_base(const std::string& text) {
  auto base = parse_url(text);
  if (!base) throw CallError(Kind::kUsage, "base_url is no http or https URL: " + text);
  while (!base->target.empty() && base->target.back() == '/') base->target.pop_back();
  return *base;
}

}  // namespace

Json Client::call(const Operation& operation, const Call& call) {
  const Url base = parse_base(call.base_url);
  const auto fetch_page = [&](const Json& arguments) {
    return fetch(operation, base, call, arguments);
  };
  const bool paged = !operation.paging.items.empty() && call.options.all_pages;
  return paged ? fetch_all(operation, call.arguments, fetch_page, bugs_)
               : fetch_page(call.arguments);
}

Json Client::fetch(const Operation& operation, const Url& base, const Call& call,
                   const Json& arguments) {
  const Request request =
      dressed(operation, build_request(operation, base.target, call, arguments, bugs_), manners_);
  const auto attempt = [&](const Request& one) {
    return send(operation, base.origin, call.options, one);
  };
  if (!bugs_.has(Bug::kFailAfterError)) return with_retries(request, call.options, bugs_, attempt);
  return refusals_.unless_refused(
      to_string(base.origin), [&] { return with_retries(request, call.options, bugs_, attempt); });
}

Json Client::send(const Operation& operation, const Origin& origin, const Options& options,
                  const Request& request) {
  if (!bugs_.has(Bug::kCrossTalk)) {
    return decode(operation, follow(request, origin, options), bugs_);
  }
  const SharedTargets::Visit visit(shared_targets_, to_string(origin), request.target);
  Request other = request;
  other.target = visit.target();
  return decode(operation, follow(other, origin, options), bugs_);
}

Answer Client::follow(Request request, Origin origin, const Options& options) {
  for (int hops = 0;; ++hops) {
    Answer answer = transport_.exchange(request, origin, options);
    const auto next = next_hop(request, origin, answer, hops, bugs_);
    if (!next) return answer;
    origin = next->origin;
    request.target = next->target.empty() ? "/" : next->target;
    if (bugs_.has(Bug::kDropAuthOnRedirect)) {
      std::erase_if(request.fields,
                    [](const auto& field) { return field.first == "Authorization"; });
    }
  }
}

}  // namespace reference
