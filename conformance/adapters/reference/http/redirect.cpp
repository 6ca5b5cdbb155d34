#include "conformance/adapters/reference/http/redirect.h"

#include <algorithm>
#include <array>

namespace reference {
namespace {

constexpr std::array<int, 5> kRedirects = {301, 302, 303, 307, 308};
// Source: RFC 9110 15.4 "A client SHOULD detect and intervene in cyclical redirections".
constexpr int kMaxHops = 5;
/// Where redirect-loop gives in, so that a test ends.
constexpr int kFarTooManyHops = 50;

}  // namespace

std::optional<Url> next_hop(const Request& request, const Origin& origin, const Answer& answer,
                            int hops, const MutantSet& mutants) {
  if (std::ranges::find(kRedirects, answer.status) == kRedirects.end()) return std::nullopt;
  if (request.method != "GET" && !mutants.has("leak-on-redirect")) return std::nullopt;
  if (hops >= (mutants.has("redirect-loop") ? kFarTooManyHops : kMaxHops)) return std::nullopt;
  auto url = resolve({origin, request.target}, find_field(answer.fields, "Location"));
  // Source: RFC 9110 15.4 "Consider removing ... Authorization". Choice: the client does not go.
  if (url && !(url->origin == origin) && !mutants.has("leak-on-redirect")) return std::nullopt;
  return url;
}

}  // namespace reference
