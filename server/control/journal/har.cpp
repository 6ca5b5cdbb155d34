#include "server/control/journal/har.h"

#include "server/api/query.h"
#include "server/control/journal/shapes.h"
#include "server/control/version.h"

namespace mockmeter {
namespace {

constexpr int kUnknown = -1;  // Source: HAR 1.2, "-1 if the info is not available"

Json named_values(const PackedFields& fields) {
  Json list = Json::array();
  for (const auto& [name, value] : fields.all()) list.push_back({{"name", name}, {"value", value}});
  return list;
}

std::string_view media_type_of(const PackedFields& fields) {
  const auto all = fields.all();
  const std::string_view* type = find_field(all, "Content-Type");
  return type == nullptr ? "" : *type;
}

Json query_string(const Record& record) {
  Json list = Json::array();
  const auto query = Query::parse(record.query());
  if (!query) return list;
  for (const auto& [name, value] : *query) list.push_back({{"name", name}, {"value", value}});
  return list;
}

Json request_document(const Entry& entry, std::string_view scheme) {
  const Record& record = *entry.record;
  Json request = {{"method", record.method},
                  {"url", logged_request(entry, scheme).at("absoluteUrl")},
                  {"httpVersion", "HTTP/1.1"},
                  {"cookies", Json::array()},
                  {"headers", named_values(record.fields)},
                  {"queryString", query_string(record)},
                  {"headersSize", kUnknown},
                  {"bodySize", record.body.size()}};
  if (!record.body.empty()) {
    request["postData"] = {{"mimeType", media_type_of(record.fields)}, {"text", record.body}};
  }
  return request;
}

Json response_document(const Record& record) {
  return {{"status", record.status},
          {"statusText", ""},
          {"httpVersion", "HTTP/1.1"},
          {"cookies", Json::array()},
          {"headers", named_values(record.response_fields)},
          {"content",
           {{"size", record.response_size}, {"mimeType", media_type_of(record.response_fields)}}},
          {"redirectURL", ""},
          {"headersSize", kUnknown},
          {"bodySize", record.response_size}};
}

}  // namespace

Json har_document(const std::vector<Entry>& entries, std::string_view scheme) {
  Json list = Json::array();
  for (const Entry& entry : entries) {
    list.push_back({{"startedDateTime", format_rfc3339(entry.when)},
                    {"time", 0},
                    {"request", request_document(entry, scheme)},
                    {"response", response_document(*entry.record)},
                    {"cache", Json::object()},
                    {"timings", {{"send", 0}, {"wait", 0}, {"receive", 0}}},
                    {"comment", "journal entry " + std::to_string(entry.number)}});
  }
  return {{"log",
           {{"version", "1.2"},
            {"creator", {{"name", "mockmeter"}, {"version", kVersion}}},
            {"entries", std::move(list)}}}};
}

}  // namespace mockmeter
