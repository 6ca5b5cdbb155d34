#include "server/control/faults/shape.h"

#include <string>

#include "server/api/query.h"

namespace mockmeter {
std::string cursor_of(const PagingLayout& paging, const Request& request) {
  if (paging.cursor.empty()) return {};
  const auto query = Query::parse(request.query());
  return query ? std::string(query->get(paging.parameter).value_or("")) : "";
}

std::size_t for_each_at(Json& document, std::string_view path,
                        const std::function<void(Json&)>& visit) {
  if (path.empty()) {
    visit(document);
    return 1;
  }
  const std::string_view rest = path.substr(1);
  const std::string_view step = rest.substr(0, rest.find('/'));
  const std::string_view below = rest.substr(step.size());
  if (step == "*" && document.is_array()) {
    std::size_t count = 0;
    for (Json& element : document) count += for_each_at(element, below, visit);
    return count;
  }
  if (!document.is_object()) return 0;
  const auto member = document.find(std::string(step));
  return member == document.end() ? 0 : for_each_at(*member, below, visit);
}

}  // namespace mockmeter
