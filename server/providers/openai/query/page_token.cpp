#include "server/providers/openai/query/page_token.h"

#include <cstddef>

#include "base/text/base64.h"
#include "server/providers/openai/variants.h"

namespace mockmeter::openai {
namespace {

constexpr std::size_t kTokenBytes = 20;

std::string_view prefix_of(const RequestContext& context) {
  return context.is(kPagePrefix, "none") ? "" : "page_";
}

void append_big_endian(std::string& out, std::uint64_t value, std::size_t bytes) {
  for (std::size_t i = bytes; i-- > 0;) out += static_cast<char>((value >> (8 * i)) & 0xffU);
}

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = (value << 8U) | static_cast<unsigned char>(byte);
  return value;
}

}  // namespace

std::string write_token(const PageToken& token, const RequestContext& context) {
  std::string bytes;
  append_big_endian(bytes, static_cast<std::uint64_t>(token.end), 8);
  append_big_endian(bytes, token.fingerprint, 4);
  append_big_endian(bytes, static_cast<std::uint64_t>(token.next), 8);
  return std::string(prefix_of(context)) + base64_encode(bytes);
}

std::optional<PageToken> read_token(std::string_view text, const RequestContext& context) {
  const std::string_view prefix = prefix_of(context);
  if (!text.starts_with(prefix)) return std::nullopt;
  const auto bytes = base64_decode(text.substr(prefix.size()));
  if (!bytes || bytes->size() != kTokenBytes) return std::nullopt;
  const std::string_view view = *bytes;
  return PageToken{static_cast<std::int64_t>(big_endian(view.substr(0, 8))),
                   static_cast<std::uint32_t>(big_endian(view.substr(8, 4))),
                   static_cast<std::int64_t>(big_endian(view.substr(12)))};
}

}  // namespace mockmeter::openai
