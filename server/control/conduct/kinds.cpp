#include "server/control/conduct/kinds/kinds.h"

#include <algorithm>

#include "server/control/conduct/conduct.h"

namespace mockmeter {
namespace {

constexpr ConductKind kKinds[] = {
    {.name = "unknown-path",
     .summary = "A request that fits no operation: a wrong path, a wrong method, or an operation "
                "that is gone at the mock's clock.",
     .why = "The real API answers such a request with an error, today or once the operation is "
            "removed. Ask for a documented path with its method.",
     .judge = conduct::see_unknown_path},
    {.name = "body-on-get",
     .summary = "A GET, HEAD or DELETE with a body.",
     .why =
         "Such a body means nothing, and proxies and servers may refuse the request, or take the "
         "body for the next one. Put parameters into the query.",
     .judge = conduct::see_body_on_get},
};

}  // namespace

std::span<const ConductKind> conduct_kinds() { return kKinds; }

const ConductKind* find_conduct_kind(std::string_view name) {
  const auto* found = std::find_if(std::begin(kKinds), std::end(kKinds),
                                   [name](const ConductKind& kind) { return kind.name == name; });
  return found == std::end(kKinds) ? nullptr : found;
}

}  // namespace mockmeter
