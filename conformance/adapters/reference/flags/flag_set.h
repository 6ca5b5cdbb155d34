#pragma once

#include <algorithm>
#include <bitset>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>

namespace reference {

struct FlagInfo {
  std::string_view name;  ///< "lower-case-fields", as on the command line
  std::string_view line;  ///< what the client does then
  /// Of a quirk: ids of the sentences that it misses, which a client should keep or may, not must;
  /// with blanks between them.
  std::string_view misses{};
  /// Of a mutant that fails the same checks as what is legal, or as another fault: texts of which
  /// one is in the requests or in what a check found; with bars between them.
  std::string_view shows{};
};

/// What is switched on, of a table of FlagInfo.
template <const auto& kTable>
class FlagSet {
 public:
  /// A name of the table. One that the table does not have ends the compilation.
  class Flag {
   public:
    consteval Flag(const char* name) : index_(find(name)) {
      if (index_ == std::size(kTable)) throw std::invalid_argument("no row has this name");
    }

   private:
    friend FlagSet;
    std::size_t index_;
  };

  bool has(Flag flag) const { return on_[flag.index_]; }

  /// Switches the row of that name on. `kind` is what such a row is called: "mutant".
  /// Throws std::invalid_argument naming one that does not exist.
  void add(std::string_view name, const std::string& kind) {
    const std::size_t index = find(name);
    if (index == std::size(kTable)) {
      throw std::invalid_argument("no " + kind + " is called \"" + std::string(name) +
                                  "\"; --list-" + kind + "s shows those that there are");
    }
    on_.set(index);
  }

 private:
  /// The size of the table = no row has this name.
  static constexpr std::size_t find(std::string_view name) {
    const auto row = std::ranges::find(kTable, name, &FlagInfo::name);
    return static_cast<std::size_t>(row - std::begin(kTable));
  }

  std::bitset<std::size(kTable)> on_;
};

}  // namespace reference
