#include <string>

#include "server/control/faults/kinds/change.h"
#include "server/control/faults/kinds/kinds.h"

namespace mockmeter::faults {

bool stuck_cursor(const FaultTarget& target) {
  const PagingLayout& paging = target.operation.paging;
  if (!paging.has_more.empty()) {
    return change_body(target, [&](Json& body) {
      for_each_at(body, paging.has_more, [](Json& more) { more = true; });
    });
  }
  const std::string cursor = cursor_of(paging, target.context.request);
  return !cursor.empty() && change_body(target, [&](Json& body) {
    for_each_at(body, paging.cursor, [&](Json& next) { next = cursor; });
  });
}

}  // namespace mockmeter::faults
