#include <string>

#include "server/control/faults/kinds/change.h"
#include "server/control/faults/kinds/kinds.h"

namespace mockmeter::faults {

bool stuck_cursor(const FaultTarget& target) {
  const PagingLayout& paging = target.operation.paging;
  const std::string cursor = cursor_of(paging, target.context.request);
  if (cursor.empty() && !paging.cursor.empty()) return false;
  return change_body(target, [&](Json& body) {
    if (!paging.cursor.empty())
      for_each_at(body, paging.cursor, [&](Json& next) { next = cursor; });
    if (!paging.has_more.empty())
      for_each_at(body, paging.has_more, [](Json& more) { more = true; });
  });
}

}  // namespace mockmeter::faults
