#include "conformance/adapters/reference/paging.h"

#include <optional>
#include <set>
#include <string>

#include "conformance/adapters/reference/call_error.h"

namespace reference {
namespace {

/// Where page-forever gives in, so that a test ends.
constexpr std::size_t kFarTooManyPages = 50;

/// The argument that leads to the page behind one.
struct Position {
  std::string name;
  Json value;
};

const Json* member(const Json& object, std::string_view name) {
  const auto found = object.is_object() ? object.find(name) : object.end();
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

std::int64_t integer_at(const Json* object, std::string_view name) {
  const Json* value = object == nullptr ? nullptr : member(*object, name);
  return value != nullptr && value->is_number_integer() ? value->get<std::int64_t>() : 0;
}

std::size_t item_count(const Operation& operation, const Json& page) {
  const Json* items = member(page, operation.paging.items);
  return items != nullptr && items->is_array() ? items->size() : 0;
}

/// The cursor that a page gives; a page without items may give that of its own request again.
std::optional<Position> behind_cursor(const Operation& operation, const Json& page,
                                      const Json& arguments, const Bugs& bugs) {
  const Json* pagination = member(page, "pagination");
  const Json* cursor = pagination == nullptr ? nullptr : member(*pagination, "cursor");
  const Json* asked = member(arguments, "cursor");
  if (cursor != nullptr && *cursor != Json("")) {
    const bool is_end = item_count(operation, page) == 0 && asked != nullptr && *asked == *cursor;
    if (!is_end || bugs.has(Bug::kPageForever)) return Position{"cursor", *cursor};
  }
  if (bugs.has(Bug::kPageForever) && asked != nullptr) return Position{"cursor", *asked};
  return std::nullopt;
}

std::optional<Position> behind_offset(const Operation& operation, const Json& page,
                                      const Bugs& bugs) {
  const Json* pagination = member(page, "pagination");
  const Json* has_more = pagination == nullptr ? nullptr : member(*pagination, "hasMore");
  const bool more = has_more != nullptr && has_more->is_boolean() && has_more->get<bool>();
  if (!more && !bugs.has(Bug::kPageForever)) return std::nullopt;
  const auto limit = integer_at(pagination, "limit");
  const auto step = limit > 0 ? limit : static_cast<std::int64_t>(item_count(operation, page));
  return Position{"offset", integer_at(pagination, "offset") + step};
}

std::optional<Position> behind(const Operation& operation, const Json& page, const Json& arguments,
                               const Bugs& bugs) {
  return operation.paging.style == Paging::Style::kCursor
             ? behind_cursor(operation, page, arguments, bugs)
             : behind_offset(operation, page, bugs);
}

Json arguments_of(const Json& arguments, const Position& position, const Bugs& bugs) {
  Json next = Json::object();
  if (!bugs.has(Bug::kLostFilter)) next = arguments;
  if (const Json* limit = member(arguments, "limit")) next["limit"] = *limit;
  next[position.name] = position.value;
  return next;
}

void append(Json& whole, const Json& page, std::string_view items) {
  const Json* more = member(page, items);
  if (more == nullptr || !more->is_array()) return;
  Json& all = whole[std::string(items)];
  if (!all.is_array()) all = Json::array();
  all.insert(all.end(), more->begin(), more->end());
}

/// The next page; nullopt = silent-partial hides why there is none.
std::optional<Json> fetch_next(const std::function<Json(const Json&)>& fetch, const Json& arguments,
                               bool is_first, const Bugs& bugs) {
  try {
    return fetch(arguments);
  } catch (const CallError&) {
    if (is_first || !bugs.has(Bug::kSilentPartial)) throw;
    return std::nullopt;
  }
}

}  // namespace

Json fetch_all(const Operation& operation, const Json& arguments,
               const std::function<Json(const Json&)>& fetch, const Bugs& bugs) {
  Json whole;
  Json asked = arguments;
  std::set<std::string> seen;
  for (std::size_t pages = 1;; ++pages) {
    const auto page = fetch_next(fetch, asked, pages == 1, bugs);
    if (!page) break;
    const auto next = behind(operation, *page, asked, bugs);
    if (pages == 1) {
      whole = *page;
    } else if (next || !bugs.has(Bug::kDropLastPage)) {
      append(whole, *page, operation.paging.items);
    }
    if (!next || bugs.has(Bug::kFirstPageOnly)) break;
    const bool is_new = seen.insert(next->value.dump()).second;
    if (bugs.has(Bug::kPageForever) ? pages == kFarTooManyPages : !is_new) {
      throw CallError(Kind::kPaging, "the pages go in a circle: " + next->name + '=' +
                                         next->value.dump() + " comes again");
    }
    asked = arguments_of(arguments, *next, bugs);
  }
  whole.erase("pagination");
  return whole;
}

}  // namespace reference
