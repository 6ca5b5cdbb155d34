#include "conformance/evaluation/wire/exchange.h"

#include <cstddef>
#include <optional>

#include "base/http/decompress.h"
#include "base/text/ascii.h"

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kMaxDocument = 256UL * 1024 * 1024;

std::optional<std::string> decoded(const Exchange& exchange) {
  const std::vector<std::string> codings =
      field_values(exchange.response_headers, "content-encoding");
  if (codings.empty()) return exchange.response_body;
  if (codings.size() > 1) return std::nullopt;
  const std::string coding = lower_case(codings.front());  // RFC 9110 section 8.4.1
  if (coding != "gzip" && coding != "x-gzip") return std::nullopt;
  return decompress(exchange.response_body, ContentCoding::kGzip, kMaxDocument);
}

}  // namespace

std::vector<std::string> field_values(const Exchange::Headers& headers, std::string_view name) {
  std::vector<std::string> values;
  for (const auto& [field, value] : headers) {
    if (equal_without_case(field, name)) values.emplace_back(trimmed(value));
  }
  return values;
}

Json document_in(const Exchange& exchange) {
  const std::optional<std::string> text = decoded(exchange);
  return text ? Json::parse(*text, nullptr, false) : Json(Json::value_t::discarded);
}

}  // namespace mockmeter::conformance
