#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace mockmeter {

/// "text" with its quotes and without escapes: how messages for people cite what was sent.
inline std::string in_quotes(std::string_view text) { return '"' + std::string(text) + '"'; }

/// The texts of `items` in their order, with `separator` between two; empty when there are none.
/// `text_of` is what to call with an item, or a pointer to its member; without it the items are
/// texts themselves.
template <typename Items, typename TextOf = std::identity>
std::string join(const Items& items, std::string_view separator, TextOf text_of = {}) {
  std::string list;
  for (const auto& item : items) {
    list.append(list.empty() ? "" : separator).append(std::invoke(text_of, item));
  }
  return list;
}

/// "core, resilient, secure": such a list for people.
template <typename Items, typename TextOf = std::identity>
std::string join_names(const Items& items, TextOf text_of = {}) {
  return join(items, ", ", text_of);
}

/// The names, made different: the second of two that are the same becomes "NAME #2".
inline std::vector<std::string> tell_apart(std::vector<std::string> names) {
  std::set<std::string> taken;
  for (std::string& name : names) {
    const std::string same = name;
    for (int number = 2; !taken.insert(name).second; ++number) {
      name = same + " #" + std::to_string(number);
    }
  }
  return names;
}

}  // namespace mockmeter
