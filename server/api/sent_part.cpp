#include "server/api/sent_part.h"

#include <algorithm>
#include <array>

namespace mockmeter {
namespace {

constexpr std::string_view kInvalid = "net::ERR_INVALID_HTTP_RESPONSE";
constexpr std::string_view kReset = "net::ERR_CONNECTION_RESET";
constexpr std::string_view kTimedOut = "net::ERR_TIMED_OUT";
constexpr std::string_view kEmpty = "net::ERR_EMPTY_RESPONSE";
constexpr std::string_view kIncompleteChunks = "net::ERR_INCOMPLETE_CHUNKED_ENCODING";
constexpr std::string_view kLengthMismatch = "net::ERR_CONTENT_LENGTH_MISMATCH";

std::size_t body_size_of(const Response& response) {
  if (response.delivery.no_response) return 0;
  return std::min(response.delivery.cut_after.value_or(response.body.size()), response.body.size());
}

/// What a browser tells of such a delivery.
/// Source: Chromium, net/base/net_error_list.h.
std::string_view error_of(const Delivery& delivery) {
  if (delivery.raw) return kInvalid;
  if (!delivery.no_response && !delivery.cut_after) return {};
  if (delivery.end == Delivery::End::kReset) return kReset;
  if (delivery.end == Delivery::End::kHang) return kTimedOut;
  if (delivery.no_response) return kEmpty;
  return delivery.chunked ? kIncompleteChunks : kLengthMismatch;
}

}  // namespace

SentPart sent_part_of(const Response& response) {
  const bool is_response = !response.delivery.no_response && !response.delivery.raw;
  return {is_response ? response.status : 0, body_size_of(response), error_of(response.delivery)};
}

std::string_view sent_error(std::string_view text) {
  constexpr std::array<std::string_view, 6> kErrors{
      kInvalid, kReset, kTimedOut, kEmpty, kIncompleteChunks, kLengthMismatch};
  const auto* const found = std::ranges::find(kErrors, text);
  return found == kErrors.end() ? std::string_view() : *found;
}

}  // namespace mockmeter
