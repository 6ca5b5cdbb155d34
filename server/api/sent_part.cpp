#include "server/api/sent_part.h"

#include <algorithm>

namespace mockmeter {
namespace {

std::size_t body_size_of(const Response& response) {
  if (response.delivery.no_response) return 0;
  return std::min(response.delivery.cut_after.value_or(response.body.size()), response.body.size());
}

/// What a browser tells of such a delivery.
/// Source: Chromium, net/base/net_error_list.h.
std::string_view error_of(const Delivery& delivery) {
  if (delivery.raw) return "net::ERR_INVALID_HTTP_RESPONSE";
  if (!delivery.no_response && !delivery.cut_after) return {};
  if (delivery.end == Delivery::End::kReset) return "net::ERR_CONNECTION_RESET";
  if (delivery.end == Delivery::End::kHang) return "net::ERR_TIMED_OUT";
  if (delivery.no_response) return "net::ERR_EMPTY_RESPONSE";
  return delivery.chunked ? "net::ERR_INCOMPLETE_CHUNKED_ENCODING"
                          : "net::ERR_CONTENT_LENGTH_MISMATCH";
}

}  // namespace

SentPart sent_part_of(const Response& response) {
  const bool is_response = !response.delivery.no_response && !response.delivery.raw;
  return {is_response ? response.status : 0, body_size_of(response), error_of(response.delivery)};
}

}  // namespace mockmeter
