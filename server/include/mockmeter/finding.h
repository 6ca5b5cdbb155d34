#pragma once

#include <cstdint>
#include <string>

namespace mockmeter {

/// Something that a client did and should not do. `mockmeter list findings` names every kind.
struct Finding {
  std::string name;          ///< "early-retry"
  std::string message;       ///< one sentence: what was seen, what the client should do
  std::string request;       ///< the first that shows it, "GET /v2/users"; secrets redacted
  std::uint64_t number = 0;  ///< of that request in the journal
  std::uint64_t count = 0;   ///< how many requests showed the same
  std::string operation;     ///< "acme.list_users"; empty when none fitted
};

}  // namespace mockmeter
