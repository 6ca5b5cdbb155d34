#pragma once

#include <string>

namespace reference {

struct Gunzipped {
  enum class State { kWhole, kTruncated, kBroken };
  State state = State::kWhole;
  std::string text;  ///< as far as it could be read
};

/// Undoes gzip, of several members too, up to `limit` bytes; more is kBroken.
Gunzipped gunzip(const std::string& bytes, std::size_t limit);

}  // namespace reference
