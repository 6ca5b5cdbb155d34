#pragma once

#include <bitset>
#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text/redaction.h"
#include "mockmeter/catalogue.h"
#include "server/metering/world.h"

namespace mockmeter {

/// The secrets of a world and the names under which they may be shown. Immutable once it is built.
class SecretLabels {
 public:
  void add(std::string_view secret, std::string_view name);

  /// The name of exactly this secret; null when it is none.
  const std::string* find(std::string_view text) const;

  bool has_name(std::string_view name) const { return shown_.contains(name); }
  /// Of all names, for an example; empty when there are none.
  std::string first_name() const { return shown_.empty() ? std::string() : *shown_.begin(); }

  /// Secrets that are more than one word (see is_word_byte), so that they have to be searched for.
  const std::vector<std::string>& phrases() const { return phrases_; }

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  static constexpr std::size_t kFilterBits = 1024;
  static std::size_t filter_bit(std::string_view text);

  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> names_;
  std::set<std::string, std::less<>> shown_;
  std::bitset<kFilterBits> filter_;  // by length and first byte: most words need no hash
  std::vector<std::string> phrases_;
};

/// Every credential of every provider's part.
SecretLabels names_of_secrets(const World& world);

}  // namespace mockmeter
