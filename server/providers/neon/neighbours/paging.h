#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/text/ascii.h"
#include "server/metering/json.h"
#include "server/providers/neon/errors.h"

namespace mockmeter::neon {

/// A part of a list.
template <typename Item>
struct Page {
  std::vector<Item> items;
  bool has_more = false;  ///< items stand behind them
};

/// At most `limit` of `items` behind the one whose id is `cursor`: the first ones when it is empty,
/// the 400 when there is none of that id.
template <typename Item, typename IdOf>
Page<Item> page_behind(const std::vector<Item>& items, std::string_view cursor, std::size_t limit,
                       const IdOf& id_of) {
  std::size_t first = 0;
  while (!cursor.empty() && first < items.size() && id_of(items[first]) != cursor) ++first;
  if (!cursor.empty() && first++ == items.size()) {
    throw ApiError(error_row("neon.unknown_cursor"), cursor);
  }
  Page<Item> page;
  for (std::size_t i = first; i < items.size() && page.items.size() < limit; ++i) {
    page.items.push_back(items[i]);
  }
  page.has_more = first + page.items.size() < items.size();
  return page;
}

/// Adds {"pagination":{"cursor":...}}, the id of the last item. Behind the last item there is an
/// empty page, which gives back the cursor that it was asked with.
/// Observed: live capture of 2026-08-09 in philip/neon-usage, GET /projects.
inline void add_cursor(Json& body, std::string_view last_id, std::string_view given) {
  const std::string_view cursor = last_id.empty() ? given : last_id;
  if (!cursor.empty()) body["pagination"] = {{"cursor", cursor}};
}

/// The 200 with `body`, which is a page.
template <typename Item>
Response page_response(const Json& body, const Page<Item>& page) {
  Response response = json_response(200, body.dump());
  response.traits.set(Trait::kMorePages, page.has_more);
  return response;
}

/// Whether `search` is a part of the name or the id.
/// Source: OpenAPI file 2.7.2, parameter search. Choice: letters have no case.
inline bool is_found(std::string_view search, std::string_view name, std::string_view id) {
  const std::string part = lower_case(search);
  return lower_case(name).find(part) != std::string::npos ||
         lower_case(id).find(part) != std::string::npos;
}

}  // namespace mockmeter::neon
