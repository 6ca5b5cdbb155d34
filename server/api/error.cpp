#include "server/api/error.h"

#include <utility>

#include "base/http/reason_phrase.h"
#include "server/api/operation.h"

namespace mockmeter {
namespace {

std::string filled_in(std::string_view text, std::string_view detail) {
  constexpr std::string_view kGap = "{}";
  std::string words(text);
  const std::size_t gap = words.find(kGap);
  if (gap != std::string::npos) words.replace(gap, kGap.size(), detail);
  return words;
}

}  // namespace

ApiError::ApiError(const ErrorCase& row, std::string_view detail)
    : ApiError(row, std::string(row.code), filled_in(row.text, detail)) {}

ApiError make_error(const Provider& provider, CommonError error, std::string_view detail) {
  return {provider.errors[static_cast<std::size_t>(error)], detail};
}

Response error_response(const ApiError& error, std::string body) {
  Response response = json_response(error.status(), std::move(body));
  for (const auto& [name, value] : error.headers()) response.headers.add(name, value);
  return response;
}

ApiError error_for_status(const Provider& provider, int status) {
  const auto rows = provider.errors;
  const auto found = std::ranges::find_if(
      rows, [status](const ErrorCase& row) { return row.is_default && row.status == status; });
  if (found != rows.end()) return {*found};
  return {rows.back(), status, "", std::string(reason_phrase(status))};
}

}  // namespace mockmeter
