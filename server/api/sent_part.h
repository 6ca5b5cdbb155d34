#pragma once

#include <cstddef>
#include <string_view>

#include "server/api/message.h"

namespace mockmeter {

/// What leaves of a response whose delivery may cut it short.
struct SentPart {
  int status = 0;             ///< 0 = nothing that HTTP would call a response
  std::size_t body_size = 0;  ///< bytes of the body, before any compression
  std::string_view error{};   ///< as browsers name it; empty = the response is whole
};

SentPart sent_part_of(const Response& response);

/// The error of a SentPart that has this text, so that it lives as long as the program; empty when
/// none has.
std::string_view sent_error(std::string_view text);

}  // namespace mockmeter
