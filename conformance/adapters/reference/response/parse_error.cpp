#include "conformance/adapters/reference/response/parse_error.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <optional>

#include "conformance/adapters/reference/common/instant.h"

namespace reference {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// More is of no use to anybody who reads the message.
constexpr std::size_t kMaxMessage = 500;
/// A year: more is nonsense, and would overflow milliseconds some day.
constexpr long long kMaxRetryAfter = 365LL * 24 * 3600;

struct StatusRow {
  int status;
  ErrorKind kind;
};
constexpr StatusRow kStatuses[] = {
    {400, ErrorKind::kBadRequest},  {401, ErrorKind::kUnauthorized},
    {403, ErrorKind::kForbidden},   {404, ErrorKind::kNotFound},
    {405, ErrorKind::kClientError}, {406, ErrorKind::kNotAcceptable},
    {409, ErrorKind::kClientError}, {410, ErrorKind::kGone},
    {413, ErrorKind::kClientError}, {422, ErrorKind::kClientError},
    {423, ErrorKind::kClientError}, {429, ErrorKind::kRateLimited},
    {500, ErrorKind::kServerError}, {502, ErrorKind::kServerError},
    {503, ErrorKind::kServerError}, {504, ErrorKind::kServerError},
};

// Source: RFC 9110 15 "a client MUST understand the class of any status code".
ErrorKind kind_of(int status, const MutantSet& mutants) {
  const auto row = std::ranges::find(kStatuses, status, &StatusRow::status);
  if (row != std::end(kStatuses)) return row->kind;
  if (status >= 400 && mutants.has("unknown-status")) std::_Exit(1);
  if (status >= 500) return ErrorKind::kServerError;
  if (status >= 400) return ErrorKind::kClientError;
  return status >= 300 ? ErrorKind::kRedirect : ErrorKind::kRefused;
}

std::string text_at(const Json& object, const char* name) {
  const Json* member = find_member(object, name);
  return member != nullptr && member->is_string() ? member->get<std::string>() : "";
}

struct Told {
  std::string code;
  std::string message;
};

/// "text", {"error":"text"}, {"message"}, {"error":"CODE","message"}, {"error":{"code","message"}}.
Told read_envelope(const Json& body, const MutantSet& mutants) {
  const Json* error = find_member(body, "error");
  if (error != nullptr && error->is_object()) {
    return {text_at(*error, "code"), text_at(*error, "message")};
  }
  if (mutants.has("nested-message")) return {};
  if (body.is_string()) return {"", body.get<std::string>()};
  const std::string text = text_at(body, "error");
  const std::string message = text_at(body, "message");
  if (message.empty()) return {text_at(body, "code"), text};
  return {text.empty() ? text_at(body, "code") : text, message};
}

/// At most that many bytes, and no half character at the end.
std::string cut(std::string text, std::size_t size) {
  if (text.size() <= size) return text;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  text.resize(size);
  return text;
}

std::optional<seconds> wait_until(const std::string& date, const Fields& fields,
                                  const MutantSet& mutants) {
  const auto then = parse_http_date(date);
  if (!then) return std::nullopt;
  if (mutants.has("round-date-down")) {
    return std::chrono::floor<seconds>(*then - std::chrono::system_clock::now());
  }
  const auto now = parse_http_date(find_field(fields, "Date"));
  const auto machine = std::chrono::floor<seconds>(std::chrono::system_clock::now());
  return std::max(seconds(0), *then - now.value_or(machine));
}

/// What Retry-After asks for, in seconds or as a date; a date is read against the response's own
/// Date where it has one. nullopt = no such field, or one that makes no sense.
std::optional<milliseconds> retry_after(const Fields& fields, const MutantSet& mutants) {
  const std::string reset =
      mutants.has("reset-as-delay") ? find_field(fields, "X-RateLimit-Reset") : std::string();
  const std::string text = reset.empty() ? find_field(fields, "Retry-After") : reset;
  if (text.empty() || mutants.has("ignore-retry-after")) return std::nullopt;
  long long count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  const bool whole = end == text.data() + text.size();
  if (whole && error == std::errc::result_out_of_range) return seconds(kMaxRetryAfter);
  if (whole && error == std::errc() && text.front() != '-') {
    return mutants.has("retry-after-in-ms") ? milliseconds(count)
                                            : seconds(std::min(count, kMaxRetryAfter));
  }
  if (mutants.has("strict-retry-after")) throw CallError(ErrorKind::kDecode, "no number: " + text);
  if (mutants.has("ignore-retry-after-date")) return std::nullopt;
  return wait_until(text, fields, mutants);
}

}  // namespace

bool is_error_envelope(const Json& body) {
  const Json* success = find_member(body, "success");
  return (success != nullptr && *success == false) || find_member(body, "error") != nullptr;
}

CallError parse_error(const Response& response, const MutantSet& mutants, const QuirkSet& quirks) {
  const Json body = Json::parse(response.body, nullptr, false);
  if (body.is_discarded() && mutants.has("decode-masks-status")) {
    return CallError(ErrorKind::kDecode, "the response is no JSON");
  }
  Told told = quirks.has("raise-for-status") ? Told{} : read_envelope(body, mutants);
  if (mutants.has("long-message")) told.message = response.body;
  if (told.message.empty()) told.message = "HTTP status " + std::to_string(response.status);
  if (!mutants.has("long-message")) told.message = cut(told.message, kMaxMessage);
  CallError error(kind_of(response.status, mutants), told.message, response.status);
  error.code = cut(told.code, kMaxMessage);
  error.retry_after = retry_after(response.fields, mutants);
  return error;
}
}  // namespace reference
