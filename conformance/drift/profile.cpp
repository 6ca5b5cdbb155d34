#include "conformance/drift/profile.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/tables.h"
#include "base/text/ascii.h"
#include "base/text/credential_label.h"
#include "base/text/json_pointer.h"
#include "base/text/wording.h"
#include "conformance/evaluation/wire/exchange.h"
#include "conformance/evaluation/wire/target.h"

namespace mockmeter::conformance::drift {
namespace {

constexpr std::size_t kMaxKinds = 500;       // of requests for one operation
constexpr std::size_t kMaxCredentials = 50;  // of one kind of request
constexpr std::string_view kOtherKinds = "other requests";
constexpr std::size_t kMaxDigits = 6;    // of a number that is no time
constexpr std::size_t kMaxLetters = 80;  // of words and lists of words

/// Fields that tell how to go on: limits, paging, deprecation, credentials.
constexpr std::array<std::string_view, 9> kFields{
    "deprecation", "sunset",        "link",        "retry-after", "www-authenticate",
    "x-page",      "x-total-count", "x-next-page", "x-per-page"};
constexpr std::array<std::string_view, 3> kFieldParts{"ratelimit", "rate-limit", "pagination"};

bool matters(std::string_view field) {
  return contains(kFields, field) || std::ranges::any_of(kFieldParts, [&](std::string_view part) {
           return field.find(part) != field.npos;
         });
}

bool is_word(char c) { return is_letter(c) || c == '_' || c == ',' || c == '.'; }

/// "30d"
bool is_span(std::string_view text) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const std::string_view unit = text.substr(digits);
  return digits >= 1 && digits <= 3 && unit.size() <= 3 && std::ranges::all_of(unit, is_letter);
}

/// A value when it is a word of the API; otherwise "*".
std::string word_of(const std::string& value) {
  const bool is_words = value.size() <= kMaxLetters && std::ranges::all_of(value, is_word);
  const bool is_number = value.size() <= kMaxDigits && std::ranges::all_of(value, is_digit);
  return is_words || is_number || is_span(value) ? value : "*";
}

std::string media_type_of(const Exchange::Headers& headers) {
  const auto values = field_values(headers, "Content-Type");
  if (values.empty()) return "no media type";
  const std::string_view value = values.front();
  return lower_case(trimmed(value.substr(0, value.find(';'))));
}

std::string body_kind(const std::string& body, const Json& document) {
  if (body.empty()) return "no body";
  return document.is_discarded() ? "text that is no JSON" : "JSON";
}

/// Whether the response leads to the page that its request asked for.
bool repeats_cursor(const Json& document, const PagingLayout& paging, std::string_view target) {
  if (paging.cursor.empty() || paging.parameter.empty()) return false;
  const Target parsed = parse_target(target);
  const auto asked = parsed.with_name(paging.parameter);
  if (asked.empty()) return false;
  const auto next = resolve_pattern(document, paging.cursor);
  return !next.empty() && *next.front().value == Json(asked.front()->value);
}

void add_body(ResponseProfile& profile, const Observation& seen, const OperationInfo& operation) {
  if (!seen.is_whole) return;
  const Json document = Json::parse(seen.body, nullptr, false);
  profile.bodies.insert(body_kind(seen.body, document));
  if (document.is_discarded()) return;
  merge(profile.shape, shape_of(document, operation.enum_members));
  if (!is_success(seen.status)) return;
  merge(profile.series, series_facts(document, operation.series));
  if (repeats_cursor(document, operation.paging, seen.target)) ++profile.repeated_cursors;
}

ResponseProfile profile_of(const Observation& seen, const OperationInfo& operation) {
  ResponseProfile profile;
  profile.responses = 1;
  if (seen.status == 0) return profile;
  std::set<std::string> fields;
  for (const auto& [name, value] : seen.response_headers) fields.insert(lower_case(name));
  for (const std::string& field : fields) {
    if (matters(field)) profile.fields[field] = 1;
  }
  if (!seen.body.empty()) profile.media_types.insert(media_type_of(seen.response_headers));
  add_body(profile, seen, operation);
  return profile;
}

std::string credential_of(const Observation& seen) {
  const std::string* field = find_field(seen.headers, "Authorization");
  return field == nullptr ? std::string() : credential_label(*field);
}

}  // namespace

void merge(ResponseProfile& into, const ResponseProfile& from) {
  into.responses += from.responses;
  merge(into.shape, from.shape);
  into.bodies.insert(from.bodies.begin(), from.bodies.end());
  into.media_types.insert(from.media_types.begin(), from.media_types.end());
  for (const auto& [field, count] : from.fields) into.fields[field] += count;
  merge(into.series, from.series);
  into.repeated_cursors += from.repeated_cursors;
}

ResponseProfiles OperationProfile::all() const {
  ResponseProfiles profiles;
  for (const auto& [kind, by_status] : requests) {
    for (const auto& [status, profile] : by_status) merge(profiles[status], profile);
  }
  return profiles;
}

void ServerProfile::add(const Observation& seen) {
  const OperationInfo* operation = find_operation(seen.method, seen.target);
  if (operation == nullptr) {
    ++unmatched_;
    return;
  }
  OperationProfile& profile = operations_[std::string(operation->id)];
  profile.operation = operation;
  ++profile.responses;
  std::string kind = kind_of_request(seen, *operation);
  if (profile.requests.size() >= kMaxKinds && !profile.requests.contains(kind)) kind = kOtherKinds;
  merge(profile.requests[kind][seen.status], profile_of(seen, *operation));
  StatusesByCredential& statuses = profile.statuses[kind];
  std::string credential = credential_of(seen);
  if (statuses.size() >= kMaxCredentials && !statuses.contains(credential)) credential.clear();
  statuses[credential].insert(seen.status);
}

void ServerProfile::rename_credentials(const std::map<std::string, std::string>& labels) {
  for (auto& [id, operation] : operations_) {
    for (auto& [kind, statuses] : operation.statuses) {
      StatusesByCredential renamed;
      for (const auto& [label, seen] : statuses) {
        const auto other = labels.find(label);
        renamed[other == labels.end() ? label : other->second].insert(seen.begin(), seen.end());
      }
      statuses = std::move(renamed);
    }
  }
}

const OperationInfo* find_operation(std::string_view method, std::string_view target) {
  const std::string_view path = target.substr(0, target.find('?'));
  for (std::size_t at = 0; at < path.size(); at = std::min(path.find('/', at + 1), path.size())) {
    const std::string_view id = operation_of(method, parse_target(path.substr(at)));
    if (!id.empty()) return find_operation_info(id);
  }
  return nullptr;
}

std::string kind_of_request(const Observation& seen, const OperationInfo& operation) {
  const Target target = parse_target(seen.target);
  std::set<std::string> parameters;
  for (const Parameter& each : target.parameters) {
    parameters.insert(each.name + '=' + (is_secret_name(each.name) ? "*" : word_of(each.value)));
  }
  const bool is_left_out = seen.may_lack_credential && !operation.open && is_success(seen.status);
  const bool has_credential = is_left_out || find_field(seen.headers, "Authorization") != nullptr;
  const std::string query = parameters.empty() ? "" : "?" + join(parameters, "&");
  if (has_credential) return query.empty() ? "no parameters" : query;
  return query.empty() ? "no credential" : "no credential, " + query;
}

}  // namespace mockmeter::conformance::drift
