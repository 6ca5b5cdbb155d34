#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time/instant.h"
#include "server/api/operation.h"

namespace mockmeter::openai {

/// What a page token holds. Observed: four published tokens are "page_" and the base64 of 20 bytes:
/// the time at which the first page was asked for, four bytes that differ with the query, and the
/// begin of the next bucket, all big-endian.
/// Inferred: the first is where the response ends, so that all pages end at the same moment.
struct PageToken {
  std::int64_t end = 0;  ///< unix seconds
  std::uint32_t fingerprint = 0;
  std::int64_t next = 0;  ///< unix seconds
};

std::string write_token(const PageToken& token, const RequestContext& context);
/// Empty when the text is no token.
std::optional<PageToken> read_token(std::string_view text, const RequestContext& context);

}  // namespace mockmeter::openai
