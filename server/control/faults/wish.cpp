#include "server/control/faults/wish.h"

#include "base/base64.h"
#include "server/api/credentials.h"

namespace mockmeter {
namespace {

struct Split {
  std::string authorization;
  std::string suffix;
};

std::optional<Split> split_bearer(std::string_view secret) {
  const std::size_t mark = secret.find('!');
  if (mark == std::string_view::npos) return std::nullopt;
  return Split{"Bearer " + std::string(secret.substr(0, mark)),
               std::string(secret.substr(mark + 1))};
}

std::optional<Split> split_basic(std::string_view encoded) {
  const auto pair = decode_basic(encoded);
  const std::size_t mark = pair ? pair->password.find('!') : std::string::npos;
  if (mark == std::string::npos) return std::nullopt;
  return Split{"Basic " + base64_encode(pair->user + ':' + pair->password.substr(0, mark)),
               pair->password.substr(mark + 1)};
}

std::optional<Split> split_credential(const Headers& headers) {
  if (const auto secret = credentials_of(headers, "Bearer")) return split_bearer(*secret);
  if (const auto encoded = credentials_of(headers, "Basic")) return split_basic(*encoded);
  return std::nullopt;
}

}  // namespace

FaultWish fault_wish_of(const Request& request) {
  FaultWish wish;
  wish.preference = preference(request.headers, "fault");
  if (auto split = split_credential(request.headers)) {
    wish.bare = request;
    wish.bare->headers.set("Authorization", split->authorization);
    wish.suffix = std::move(split->suffix);
  }
  if (wish) wish.asker = request.headers.get("Authorization").value_or("");
  return wish;
}

}  // namespace mockmeter
