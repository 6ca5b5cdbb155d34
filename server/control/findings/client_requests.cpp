#include "server/control/findings/client_requests.h"

#include <algorithm>

#include "server/api/query.h"

namespace mockmeter::findings {

Client client_of(const ExchangeRecord& record) {
  const std::string_view id = record.operation->id;
  return {id.substr(0, id.find('.')), record.credential};
}

RequestKey request_key(const ExchangeRecord& record) {
  return {client_of(record), record.method, record.target, record.body};
}

bool is_try_later(const ExchangeRecord& record) {
  return record.status == 429 || record.status >= 500;
}

std::optional<std::chrono::seconds> retry_after_of(const ExchangeRecord& record) {
  if (!is_try_later(record)) return std::nullopt;
  const auto fields = record.response_fields.all();
  const std::string_view* value = find_field(fields, "Retry-After");
  const auto seconds = value == nullptr ? std::nullopt : parse_integer(*value);
  return seconds ? std::optional(std::chrono::seconds(*seconds)) : std::nullopt;
}

std::chrono::nanoseconds waited(const JournalEntry& earlier, const JournalEntry& later) {
  const auto really = later.elapsed - earlier.elapsed + (later.advanced - earlier.advanced);
  return std::max(really, later.when - earlier.when);
}

std::size_t count_fields(const PackedFields& fields, std::string_view name) {
  const auto all = fields.all();
  return static_cast<std::size_t>(std::ranges::count_if(
      all, [name](const auto& field) { return equal_without_case(field.first, name); }));
}

}  // namespace mockmeter::findings
