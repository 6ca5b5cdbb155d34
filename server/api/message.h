#pragma once

#include <bitset>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text/ascii.h"
#include "base/time/instant.h"

namespace mockmeter {

/// Header fields in the order they came or will go. Names compare without case.
class Headers {
 public:
  using Field = std::pair<std::string, std::string>;

  Headers() = default;
  Headers(std::initializer_list<Field> fields) : fields_(fields) {}

  void add(std::string_view name, std::string_view value) { fields_.emplace_back(name, value); }
  /// Replaces every field of that name by one.
  void set(std::string_view name, std::string_view value);
  /// The first field of that name.
  std::optional<std::string_view> get(std::string_view name) const;
  std::size_t count(std::string_view name) const;

  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }
  std::size_t size() const { return fields_.size(); }

 private:
  std::vector<Field> fields_;
};

/// A request as it came: nothing decoded, nothing dropped.
struct Request {
  std::string method;
  std::string target;  ///< raw, as on the request line, in origin form: "/v2/users?a=%20"
  Headers headers;
  std::string body;
  std::uint64_t connection = 0;         ///< on which it came, from 1; 0 = on none
  std::chrono::milliseconds waited{0};  ///< since it came; more than 0 with Delivery::retry only

  std::string_view path() const;   ///< raw, before the '?'
  std::string_view query() const;  ///< raw, after the '?'; empty when there is none
};

/// How the bytes of a response leave. The default: at once, whole, connection kept. Carried out by
/// the listener with timers; no thread waits.
struct Delivery {
  enum class End {
    kKeep,   ///< the connection goes on as HTTP says
    kClose,  ///< an orderly close (FIN) after what was sent
    kReset,  ///< RST after what was sent
    kHang,   ///< nothing more is sent, the connection stays open
  };
  std::chrono::milliseconds delay{0};    ///< before the first byte
  std::size_t bytes_per_second = 0;      ///< of the body; 0 = unpaced
  std::optional<std::size_t> cut_after;  ///< body bytes sent before `end`, after whole headers
  bool no_response = false;              ///< not even headers before `end`
  End end = End::kKeep;
  bool chunked = false;  ///< the body goes out in chunks, without a Content-Length
  bool raw = false;      ///< the body alone, as it is: no status line, no fields, hence no HTTP
  /// More than 0: the response is not ready. Nothing of it leaves, and the service is called again
  /// with the same request after this time.
  std::chrono::milliseconds retry{0};
  bool operator==(const Delivery&) const = default;
};

/// What only the maker of a response knows about it. No byte depends on it; it is for those who
/// evaluate the client afterwards.
enum class Trait {
  kMorePages,      ///< the list that was asked for goes on behind this page
  kFinal,          ///< the numbers lie in the past and will not change
  kDeprecated,     ///< the operation is deprecated at this moment
  kFaultInjected,  ///< a fault or a long delay came between: the response is not the client's doing
  kNoCredential,   ///< refused, and there was no credential that could be read
};

/// A set of them.
class Traits {
 public:
  void set(Trait trait, bool present = true) {
    bits_.set(static_cast<std::size_t>(trait), present);
  }
  bool has(Trait trait) const { return bits_.test(static_cast<std::size_t>(trait)); }

  /// As a number, and back: a bit for each trait, in their order.
  unsigned long bits() const { return bits_.to_ulong(); }
  static Traits of_bits(unsigned long bits) {
    Traits traits;
    traits.bits_ = bits;
    return traits;
  }

 private:
  std::bitset<5> bits_;
};

struct Response {
  int status = 200;
  Headers headers;  ///< Content-Length, Date and Connection are the listener's
  std::string body;
  Delivery delivery;
  std::optional<Instant> date{};  ///< when it was made, for Date; empty = the listener's clock
  /// Set when another request with the same bytes may get this very response, for as long as the
  /// service's generation stands; called each time that happens.
  std::function<void()> on_cache_hit{};
  Traits traits{};
};

Response json_response(int status, std::string body);

/// Responds to one request. Called from several threads at once; must not block and must not throw.
using Service = std::function<Response(const Request&)>;

}  // namespace mockmeter
