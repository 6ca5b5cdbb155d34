#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "server/http/engine.h"

namespace mockmeter {

/// Responses that one thread made and may give again, by the raw bytes of the whole request: what
/// is repeated costs no parsing and no making. A request is one head without a body.
///
/// A response is given again only while the service's generation is the one that was read before it
/// was made. It is kept from the second time on that it is asked for, so that requests which never
/// come back cost nothing but their hash. Bounded; not thread-safe.
class ResponseCache {
 public:
  struct Limits {
    std::size_t bytes = 4 * 1024 * 1024;  ///< of all that is kept
    std::size_t entry = 512 * 1024;       ///< of one request and its response
  };
  /// The service's; empty = nothing is kept.
  using Generation = std::function<std::uint64_t()>;

  explicit ResponseCache(Generation generation) : ResponseCache(std::move(generation), Limits{}) {}
  ResponseCache(Generation generation, Limits limits);

  /// The first request in `input` when it can be a key: a whole head that begins the input.
  static std::string_view key_of(std::string_view input);

  /// The response to exactly these bytes, which counts as given again; null when it has to be made.
  /// Valid until the next call.
  const WireResponse* find(std::string_view key);
  /// Offers the response that was made after find() had none. Not one with a delivery plan.
  void keep(std::string_view key, const WireResponse& response);

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  bool seen_before(std::string_view key);
  void forget_all();

  Generation generation_;
  Limits limits_;
  std::uint64_t known_ = 0;  // the generation of all that is kept, read before it was made
  std::size_t bytes_ = 0;
  std::unordered_map<std::string, WireResponse, Hash, std::equal_to<>> responses_;
  std::array<std::size_t, 1024> seen_{};  // hashes of what was asked for once
};

}  // namespace mockmeter
