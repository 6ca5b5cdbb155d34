#pragma once

#include <algorithm>
#include <functional>
#include <iterator>

namespace mockmeter {

/// The first row whose `member` equals `value`, where it stands; null when there is none. `member`
/// is a pointer to a member, or anything else to call with a row. Looks at one row after the other:
/// for small tables. `rows` is an array, a vector or a span, and outlives what is returned.
template <typename Rows, typename Member, typename Value>
constexpr auto find_by(Rows& rows, Member member, const Value& value)
    -> decltype(&*std::begin(rows)) {
  for (auto& row : rows) {
    if (std::invoke(member, row) == value) return &row;
  }
  return nullptr;
}

/// The rows of a temporary would be gone.
template <typename Rows, typename Member, typename Value>
void find_by(const Rows&& rows, Member member, const Value& value) = delete;

/// Whether one of the items equals `value`.
template <typename Items, typename Value>
constexpr bool contains(const Items& items, const Value& value) {
  return std::find(std::begin(items), std::end(items), value) != std::end(items);
}

}  // namespace mockmeter
