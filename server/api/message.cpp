#include "server/api/message.h"

#include <algorithm>

namespace mockmeter {

void Headers::set(std::string_view name, std::string_view value) {
  std::erase_if(fields_, [name](const Field& f) { return equal_without_case(f.first, name); });
  add(name, value);
}

std::optional<std::string_view> Headers::get(std::string_view name) const {
  const std::string* value = find_field(fields_, name);
  return value == nullptr ? std::nullopt : std::optional<std::string_view>(*value);
}

std::size_t Headers::count(std::string_view name) const {
  return static_cast<std::size_t>(std::ranges::count_if(
      fields_, [name](const Field& field) { return equal_without_case(field.first, name); }));
}

std::string_view Request::path() const {
  return std::string_view(target).substr(0, target.find('?'));
}

std::string_view Request::query() const {
  const std::size_t mark = target.find('?');
  return mark == std::string::npos ? std::string_view() : std::string_view(target).substr(mark + 1);
}

Response json_response(int status, std::string body) {
  return {status, {{"Content-Type", "application/json"}}, std::move(body), {}};
}

}  // namespace mockmeter
