#include "base/text/json_pointer.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "base/text/numbers.h"

namespace mockmeter {
namespace {

using Pointer = nlohmann::json_pointer<std::string>;

}  // namespace

std::vector<std::string> pointer_tokens(std::string_view pointer) try {
  std::vector<std::string> tokens;
  for (Pointer left{std::string(pointer)}; !left.empty(); left.pop_back()) {
    tokens.insert(tokens.begin(), left.back());
  }
  return tokens;
} catch (const nlohmann::json::exception&) {
  throw std::invalid_argument("no JSON Pointer: " + std::string(pointer));
}

std::string below(const std::string& pointer, std::string_view token) {
  return pointer + (Pointer() / std::string(token)).to_string();
}

// Not that of nlohmann, which throws for "1e5" at an array and takes "-" for its end.
std::optional<std::size_t> as_index(std::string_view token) {
  return whole_number<std::size_t>(token);
}

}  // namespace mockmeter
