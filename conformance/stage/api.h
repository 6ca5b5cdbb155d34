#pragma once

#include <string_view>

#include "conformance/model/json.h"

namespace mockmeter::conformance {

/// What a client of one vendor's API is given.
struct Api {
  std::string_view name;        ///< "neon", as in its operations' ids
  std::string_view base_path;   ///< what its base URL ends with: "/api/v2"
  std::string_view credential;  ///< that the world `default` knows, as the protocol has it
  std::string_view curl;        ///< the option of curl(1), the secret as a variable
};

/// The one behind "neon.account_consumption"; the first for what no API has, so that even a call of
/// a made-up operation is complete.
const Api& api_of(std::string_view operation);

}  // namespace mockmeter::conformance
