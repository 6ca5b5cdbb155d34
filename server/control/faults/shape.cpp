#include "server/control/faults/shape.h"

#include <string>

#include "base/text/json_pointer.h"
#include "server/api/query.h"

namespace mockmeter {
std::string cursor_of(const PagingLayout& paging, const Request& request) {
  if (paging.cursor.empty()) return {};
  const auto query = Query::parse(request.query());
  return query ? std::string(query->get(paging.parameter).value_or("")) : "";
}

std::size_t for_each_at(Json& document, std::string_view path,
                        const std::function<void(Json&)>& visit) {
  const auto found = places(document, path);
  for (const auto& [pointer, value] : found) visit(*value);
  return found.size();
}

}  // namespace mockmeter
