#pragma once

#include <algorithm>
#include <bitset>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace reference {

template <typename Switch>
struct FlagInfo {
  Switch which;
  std::string_view name;  ///< "lower-case-fields", as on the command line
  std::string_view line;  ///< what the client does then
};

/// What is switched on, of an enumeration that ends with kCount.
template <typename Switch>
class FlagSet {
 public:
  bool has(Switch which) const { return on_[static_cast<std::size_t>(which)]; }

  /// Switches the row of that name on. `kind` is what such a row is called: "mutant".
  /// Throws std::invalid_argument naming one that does not exist.
  void add(std::string_view name, std::span<const FlagInfo<Switch>> table,
           const std::string& kind) {
    const auto row = std::find_if(table.begin(), table.end(),
                                  [&](const auto& candidate) { return candidate.name == name; });
    if (row == table.end()) {
      throw std::invalid_argument("no " + kind + " is called \"" + std::string(name) +
                                  "\"; --list-" + kind + "s shows those that there are");
    }
    on_.set(static_cast<std::size_t>(row->which));
  }

 private:
  std::bitset<static_cast<std::size_t>(Switch::kCount)> on_;
};

}  // namespace reference
