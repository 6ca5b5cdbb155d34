#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "server/providers/neon/errors.h"

namespace mockmeter::neon {

/// A part of a list.
template <typename Item>
struct Page {
  std::vector<Item> items;
  bool has_more = false;  ///< wanted items stand behind them
};

/// At most `limit` of the wanted items behind the one whose id is `cursor`, be that one wanted or
/// not: the first ones when it is empty. Throws the 400 when no item has that id.
template <typename Item, typename IdOf, typename IsWanted>
Page<Item> page_behind(const std::vector<Item>& items, std::string_view cursor, std::size_t limit,
                       IdOf id_of, IsWanted is_wanted) {
  auto at = items.begin();
  if (!cursor.empty()) {
    at = std::ranges::find(items, cursor, id_of);
    if (at == items.end()) throw ApiError(error_row("neon.unknown_cursor"), cursor);
    ++at;
  }
  Page<Item> page;
  for (; at != items.end() && !page.has_more; ++at) {
    if (!is_wanted(*at)) continue;
    page.has_more = page.items.size() == limit;
    if (!page.has_more) page.items.push_back(*at);
  }
  return page;
}

/// The same when every item is wanted.
template <typename Item, typename IdOf>
Page<Item> page_behind(const std::vector<Item>& items, std::string_view cursor, std::size_t limit,
                       IdOf id_of) {
  return page_behind(items, cursor, limit, id_of, [](const Item&) { return true; });
}

}  // namespace mockmeter::neon
