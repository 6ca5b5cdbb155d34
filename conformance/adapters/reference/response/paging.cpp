#include "conformance/adapters/reference/response/paging.h"

#include <future>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "conformance/adapters/reference/common/call_error.h"

namespace reference {
namespace {

/// Where page-forever gives in, so that a test ends.
constexpr std::size_t kFarTooManyPages = 50;
/// Where twelve-pages does, which is too early.
constexpr std::size_t kTwelve = 12;

/// nullptr = nothing is there, or null.
const Json* value_at(const Json& page, const Path& path) {
  const Json* value = path.empty() ? nullptr : &page;
  for (const std::string& name : path) value = value ? find_member(*value, name) : nullptr;
  return value;
}

std::int64_t integer_at(const Json& page, const Path& path) {
  const Json* value = value_at(page, path);
  return value != nullptr && value->is_number_integer() ? value->get<std::int64_t>() : 0;
}

bool says_more(const PagingStyle& paging, const Json& page) {
  const Json* more = value_at(page, paging.more);
  return more != nullptr && *more == true;
}

std::size_t item_count(const PagingStyle& paging, const Json& page) {
  const Json* items = find_member(page, paging.items);
  return items != nullptr && items->is_array() ? items->size() : 0;
}

/// Whether a page with a cursor is the last one: it says so, or it has no items and gives the
/// cursor of its own request again.
bool is_end(const PagingStyle& paging, const Json& page, const Json& cursor, const Json* asked) {
  if (!paging.more.empty()) return !says_more(paging, page);
  return item_count(paging, page) == 0 && asked != nullptr && *asked == cursor;
}

/// The argument that leads to the page behind one.
std::optional<Json> behind_cursor(const PagingStyle& paging, const Json& page,
                                  const Json& arguments, const MutantSet& mutants) {
  if (mutants.has("fail-without-pagination") && find_member(page, paging.next.front()) == nullptr)
    throw CallError(ErrorKind::kDecode, "the page has no " + paging.next.front());
  const Json* cursor = value_at(page, paging.next);
  const Json* asked = find_member(arguments, paging.argument);
  if (cursor != nullptr && *cursor != Json("")) {
    if (mutants.has("page-forever") || !is_end(paging, page, *cursor, asked)) return *cursor;
  } else if (says_more(paging, page)) {
    throw CallError(ErrorKind::kPaging, "there are more pages, and no word of how to ask for them");
  }
  if (mutants.has("page-forever") && asked != nullptr) return *asked;
  return std::nullopt;
}

/// Where a page says how many items there are in all.
Path total_of(const PagingStyle& paging) {
  Path total = paging.limit;
  total.back() = "total";
  return total;
}

std::optional<Json> behind_offset(const PagingStyle& paging, const Json& page,
                                  const MutantSet& mutants) {
  if (!says_more(paging, page) && !mutants.has("page-forever")) return std::nullopt;
  const auto limit = integer_at(page, paging.limit);
  const auto items = static_cast<std::int64_t>(item_count(paging, page));
  if (mutants.has("short-page-ends") && items < limit) return std::nullopt;
  const auto offset = integer_at(page, paging.offset);
  const Path total = total_of(paging);
  if (mutants.has("total-ends") && offset + items >= integer_at(page, total)) return std::nullopt;
  return offset + (limit > 0 ? limit : items);
}

std::optional<Json> behind(const PagingStyle& paging, const Json& page, const Json& arguments,
                           const MutantSet& mutants) {
  return paging.next.empty() ? behind_offset(paging, page, mutants)
                             : behind_cursor(paging, page, arguments, mutants);
}

/// Without its filters a request has what says how much it wants, and where.
Json arguments_of(const Operation& operation, const Json& arguments, const Json& next,
                  const MutantSet& mutants) {
  Json all = arguments;
  for (const Parameter& parameter : operation.parameters) {
    const bool filters = parameter.type != ArgumentType::kInteger;
    if (mutants.has("lost-filter") && filters) all.erase(parameter.name);
  }
  all[operation.paging.argument] = next;
  return all;
}

void append(Json& whole, const Json& page, const std::string& items) {
  const Json* more = find_member(page, items);
  if (more == nullptr || !more->is_array()) return;
  Json& all = whole[items];
  if (!all.is_array()) all = Json::array();
  all.insert(all.end(), more->begin(), more->end());
}

/// Leaves out what is true of one page alone.
void drop_places(Json& whole, const PagingStyle& paging) {
  for (const Path* path : {&paging.more, &paging.next, &paging.offset, &paging.limit}) {
    if (whole.is_object() && !path->empty()) whole.erase(path->front());
  }
}

using PagesAhead = std::map<Json, std::shared_future<Json>>;  ///< by their arguments

/// parallel-pages: asks for all that the first page says there are, at the same time.
PagesAhead fetch_ahead(const Operation& operation, const Json& arguments, const Json& page,
                       const std::function<Json(const Json&)>& fetch) {
  constexpr std::int64_t kMostAhead = 32;
  PagesAhead ahead;
  const PagingStyle& paging = operation.paging;
  if (paging.offset.empty() || !says_more(paging, page)) return ahead;
  const auto limit = integer_at(page, paging.limit);
  const auto total = integer_at(page, total_of(paging));
  auto offset = integer_at(page, paging.offset);
  for (std::int64_t i = 0; limit > 0 && i < kMostAhead && (offset += limit) < total; ++i) {
    const Json asked = arguments_of(operation, arguments, offset, {});
    ahead[asked] = std::async(std::launch::async, fetch, asked).share();
  }
  return ahead;
}

/// The next page; nullopt = a mutant hides why there is none.
std::optional<Json> fetch_next(const std::function<Json(const Json&)>& fetch, const Json& arguments,
                               bool is_first, const MutantSet& mutants) {
  try {
    return fetch(arguments);
  } catch (const CallError& error) {
    const bool is_end = mutants.has("404-ends") && (error.status == 404 || error.status == 429);
    if (is_first || !(is_end || mutants.has("hide-page-error"))) throw;
    return std::nullopt;
  }
}

}  // namespace

Json fetch_all(const Operation& operation, const Json& arguments,
               const std::function<Json(const Json&)>& fetch, const MutantSet& mutants,
               const QuirkSet& quirks) {
  Json whole;
  Json asked = arguments;
  const bool trusts_more = quirks.has("trusts-has-more") && !operation.paging.more.empty();
  std::set<std::string> seen;
  PagesAhead ahead;
  for (std::size_t pages = 1;; ++pages) {
    const auto page = ahead.contains(asked) ? std::optional(ahead.at(asked).get())
                                            : fetch_next(fetch, asked, pages == 1, mutants);
    if (!page) break;
    const auto next = behind(operation.paging, *page, asked, mutants);
    if (pages == 1) {
      if (quirks.has("parallel-pages")) ahead = fetch_ahead(operation, arguments, *page, fetch);
      whole = *page;
    } else if (next || !mutants.has("drop-last-page")) {
      append(whole, *page, operation.paging.items);
    }
    if (!next || mutants.has("first-page-only")) break;
    if (mutants.has("twelve-pages") && pages == kTwelve) break;
    const bool is_new = seen.insert(next->dump()).second;
    if (mutants.has("page-forever") ? pages == kFarTooManyPages : !is_new && !trusts_more) {
      throw CallError(ErrorKind::kPaging, "the pages go in a circle: " + operation.paging.argument +
                                              '=' + next->dump() + " comes again");
    }
    asked = arguments_of(operation, arguments, *next, mutants);
  }
  drop_places(whole, operation.paging);
  return whole;
}

}  // namespace reference
