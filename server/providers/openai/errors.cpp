#include "server/providers/openai/errors.h"

#include <algorithm>
#include <utility>

#include "server/metering/hash.h"
#include "server/metering/json_text.h"
#include "server/providers/openai/variants.h"

namespace mockmeter::openai {
namespace {

/// "'a', 'b', and 'c'". Observed: langwatch issue 7579 quotes "Supported values are: '1d'".
std::string supported_list(std::span<const std::string_view> values) {
  std::string list;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) list += values.size() > 2 ? ", " : " ";
    if (i > 0 && i + 1 == values.size()) list += "and ";
    list.append(1, '\'').append(values[i]).append(1, '\'');
  }
  return list;
}

/// Observed: continuedev/continue issue 9634, "sk-proj-****MxYA": eight characters, one asterisk
/// for each of the middle, four characters. Choice: nothing of a short one is shown.
std::string masked(std::string_view secret) {
  constexpr std::size_t kHead = 8;
  constexpr std::size_t kTail = 4;
  if (secret.size() < 2 * (kHead + kTail)) return std::string(secret.size(), '*');
  return std::string(secret.substr(0, kHead)) + std::string(secret.size() - kHead - kTail, '*') +
         std::string(secret.substr(secret.size() - kTail));
}

ApiError wrong_type(const ErrorCase& which, std::string_view name, std::string_view expected,
                    std::string_view got) {
  const std::string quoted(name);
  return {which, "invalid_type " + quoted,
          "Invalid type for '" + quoted + "': expected " + std::string(expected) + ", but got " +
              std::string(got) + " instead."};
}

std::string_view type_of(const ApiError& error, const RequestContext& context) {
  const ErrorCase* const which = &error.row();
  const bool lacks_scope = which == &error_row("openai.missing_scope") ||
                           which == &error_row("openai.missing_scope_401");
  if (lacks_scope) return context.variants.get(kMissingScopeType);
  if (which == &error_row("openai.rate_limited")) return "requests";
  return error.status() >= 500 ? "server_error" : "invalid_request_error";
}

/// What an unknown route and a wrong method say of the request.
std::string message_of(const ApiError& error, const RequestContext& context) {
  const ErrorCase* const which = &error.row();
  const bool shows_route = which == &error_row("openai.unknown_route") ||
                           which == &error_row("openai.method_not_allowed");
  if (!shows_route) return error.message();
  return error.message() + " (" + context.request.method + " " +
         std::string(context.request.path()) + ")";
}

}  // namespace

ApiError incorrect_api_key(std::string_view secret) {
  return {error_row("openai.incorrect_api_key"), masked(secret)};
}

ApiError not_an_integer(std::string_view name) {
  return wrong_type(error_row("openai.not_an_integer"), name, "an integer", "a string");
}

ApiError not_a_boolean(std::string_view name) {
  return wrong_type(error_row("openai.not_a_boolean"), name, "a boolean", "a string");
}

ApiError repeated_parameter(std::string_view name, std::string_view type) {
  return wrong_type(error_row("openai.repeated_parameter"), name, type, "an array");
}

ApiError below_minimum(std::string_view name, std::int64_t value) {
  const std::string quoted(name);
  return {error_row("openai.integer_out_of_range"), "integer_below_min_value " + quoted,
          "Invalid '" + quoted + "': integer below minimum value. Expected a value >= 0, but got " +
              std::to_string(value) + " instead."};
}

ApiError unsupported_value(std::string_view name, std::string_view value,
                           std::span<const std::string_view> supported) {
  return {error_row("openai.unsupported_value"), "invalid_value " + std::string(name),
          "Invalid value: '" + std::string(value) +
              "'. Supported values are: " + supported_list(supported) + "."};
}

ApiError limit_too_large(std::int64_t value, std::int64_t most) {
  return {error_row("openai.limit_too_large"), "invalid_request_error",
          "Invalid limit provided: " + std::to_string(value) +
              ". Limit must be less than or equal to " + std::to_string(most) + "."};
}

Response render(const ApiError& error, const RequestContext& context) {
  const bool is_bare =
      &error.row() == &error_row("openai.missing_scope") && context.is(kMissingScopeForm, "bare");
  const std::string_view codes = error.code();
  const std::size_t blank = std::min(codes.find(' '), codes.size());
  std::string body = "{";
  if (is_bare) {
    append_member(body, "error", message_of(error, context));
  } else {
    append_name(body, "error");
    body += '{';
    append_member(body, "message", message_of(error, context));
    append_member(body, "type", type_of(error, context));
    append_nullable_member(body, "param", codes.substr(std::min(blank + 1, codes.size())));
    append_nullable_member(body, "code", codes.substr(0, blank));
    body += '}';
  }
  body += '}';
  return error_response(error, std::move(body));
}

void add_headers(Response& response, const RequestContext& context) {
  response.headers.set("x-request-id", "req_" + make_token(context.world.seed, "openai/request",
                                                           context.serial.get(), 32));
}

}  // namespace mockmeter::openai
