#include "server/control/journal/wiremock_json.h"

#include "base/http/target_uri.h"
#include "base/text/numbers.h"
#include "server/api/query.h"

namespace mockmeter {
namespace {

constexpr std::string_view kIdPrefix = "00000000-0000-4000-8000-";
constexpr int kIdDigits = 12;

/// One value as itself, several as a list. Source: WireMock's journal, "headers".
void add_value(Json& object, std::string_view name, std::string_view value) {
  const std::string key(name);
  if (!object.contains(key)) {
    object[key] = value;
  } else if (object[key].is_array()) {
    object[key].push_back(value);
  } else {
    object[key] = Json::array({object[key], value});
  }
}

Json fields_document(const PackedFields& fields) {
  Json document = Json::object();
  for (const auto& [name, value] : fields.all()) add_value(document, name, value);
  return document;
}

Json query_document(const ExchangeRecord& record) {
  Json document = Json::object();
  const auto query = Query::parse(record.query());
  if (!query) return document;
  for (const auto& [name, value] : *query) {
    if (!document.contains(name)) document[name] = {{"key", name}, {"values", Json::array()}};
    document[name]["values"].push_back(value);
  }
  return document;
}

}  // namespace

std::string id_of(std::uint64_t number) {
  std::string id(kIdPrefix);
  append_hex(id, number, kIdDigits);
  return id;
}

std::optional<std::uint64_t> number_of(std::string_view id) {
  if (!id.starts_with(kIdPrefix)) return whole_number<std::uint64_t>(id);
  return whole_number<std::uint64_t>(id.substr(kIdPrefix.size()), 16);
}

std::string host_of(const ExchangeRecord& record) {
  const auto fields = record.fields.all();
  const std::string_view* sent = find_field(fields, "Host");
  return sent == nullptr ? "localhost" : std::string(*sent);
}

Json logged_request(const JournalEntry& entry, std::string_view scheme) {
  using std::chrono::milliseconds;
  const ExchangeRecord& record = *entry.record;
  const std::string host = host_of(record);
  const auto since_1970 = entry.when.time_since_epoch();
  return {{"url", record.target},
          {"absoluteUrl", target_uri(std::string(scheme) + "://" + host, record.target)},
          {"method", record.method},
          {"headers", fields_document(record.fields)},
          {"cookies", Json::object()},
          {"browserProxyRequest", false},
          {"loggedDate", std::chrono::floor<milliseconds>(since_1970).count()},
          {"loggedDateString", format_rfc3339(entry.when)},
          {"scheme", scheme},
          {"host", host},
          {"queryParams", query_document(record)},
          {"body", record.body}};
}

Json serve_event(const JournalEntry& entry, std::string_view scheme) {
  const ExchangeRecord& record = *entry.record;
  Json event = {{"id", id_of(entry.number)},
                {"number", entry.number},
                {"request", logged_request(entry, scheme)},
                {"response",
                 {{"status", record.status},
                  {"headers", fields_document(record.response_fields)},
                  {"bodySize", record.response_size}}},
                {"responseDefinition", {{"status", record.status}}},
                {"wasMatched", record.operation != nullptr}};
  if (record.operation != nullptr) {
    event["operation"] = record.operation->id;
    event["stubMapping"] = {{"name", record.operation->id}};
  }
  if (!record.faults.empty()) event["faults"] = record.faults;
  if (!record.error.empty()) event["response"]["error"] = record.error;
  if (!record.credential.empty()) event["credential"] = record.credential;
  if (record.looks_live) event["looksLive"] = true;
  event["elapsedNanoseconds"] = entry.elapsed.count();
  return event;
}

std::string journal_line(const JournalEntry& entry, std::string_view scheme) {
  return serve_event(entry, scheme).dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

Json counts_document(const OutcomeCounts& counts) {
  std::map<std::string_view, std::map<int, std::uint64_t>> by_name;
  for (const auto& [outcome, count] : counts) {
    if (count == 0) continue;
    by_name[outcome.operation == nullptr ? "unmatched" : outcome.operation->id][outcome.status] =
        count;
  }
  Json document = Json::object();
  for (const auto& [name, statuses] : by_name) {
    for (const auto& [status, count] : statuses) {
      document[std::string(name)][std::to_string(status)] = count;
    }
  }
  return document;
}

}  // namespace mockmeter
