#pragma once

#include <bitset>
#include <cstddef>

namespace mockmeter {

/// What only the maker of an answer knows about it. No byte depends on it; it is for those who
/// judge the client afterwards.
enum class Trait {
  kMorePages,     ///< the list that was asked for goes on behind this page
  kSettled,       ///< the numbers lie in the past and will not change
  kDeprecated,    ///< the operation is deprecated at this moment
  kDisturbed,     ///< a fault or a long delay came between: the answer is not the client's doing
  kNoCredential,  ///< refused, and there was no credential that could be read
};

/// A set of them.
class Traits {
 public:
  void set(Trait trait, bool present = true) {
    bits_.set(static_cast<std::size_t>(trait), present);
  }
  bool has(Trait trait) const { return bits_.test(static_cast<std::size_t>(trait)); }

 private:
  std::bitset<5> bits_;
};

}  // namespace mockmeter
