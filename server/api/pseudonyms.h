#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace mockmeter {

/// What stands in a world for the ids of a recording. The same id is always replaced by the same
/// one, in whatever file it is and in every run; two ids never by one. Nothing of the id remains.
class Pseudonyms {
 public:
  /// 64 bits that no other id has under this kind. `kind`: "project id".
  std::uint64_t bits(std::string_view kind, std::string_view id);
  /// Eight digits that no other id of the kind has.
  std::string digits(std::string_view kind, std::string_view id);
  std::string uuid(std::string_view kind, std::string_view id);
  /// "quiet-river-12345678"
  std::string words(std::string_view kind, std::string_view id);
  /// "quiet-river-12345678@example.com"
  std::string email(std::string_view address) { return words("email", address) + "@example.com"; }

 private:
  static constexpr std::uint64_t kDigits = 100'000'000;

  std::map<std::string, std::uint64_t> known_;  // by kind and id
  std::set<std::string> taken_;                 // kind and digits
};

}  // namespace mockmeter
