#include "server/api/error.h"

#include <algorithm>
#include <array>
#include <utility>

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

constexpr std::array<std::pair<int, std::string_view>, 39> kReasons{{
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {402, "Payment Required"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {407, "Proxy Authentication Required"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {411, "Length Required"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {423, "Locked"},
    {424, "Failed Dependency"},
    {425, "Too Early"},
    {426, "Upgrade Required"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {451, "Unavailable For Legal Reasons"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {505, "HTTP Version Not Supported"},
    {506, "Variant Also Negotiates"},
    {507, "Insufficient Storage"},
    {508, "Loop Detected"},
    {510, "Not Extended"},
    {511, "Network Authentication Required"},
}};

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

std::string_view reason_phrase(int status) {
  const auto* found = std::find_if(kReasons.begin(), kReasons.end(),
                                   [status](const auto& row) { return row.first == status; });
  if (found != kReasons.end()) return found->second;
  return status < 500 ? "Client Error" : "Server Error";
}

ApiError error_for_status(const Provider& provider, int status) {
  const auto rows = provider.errors;
  const auto found = std::find_if(rows.begin(), rows.end(), [status](const ErrorCase& row) {
    return row.is_default && row.status == status;
  });
  if (found != rows.end()) return {*found};
  return {rows.back(), status, "", std::string(reason_phrase(status))};
}

}  // namespace mockmeter
