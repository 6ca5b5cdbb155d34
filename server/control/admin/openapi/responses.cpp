#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "base/http/reason_phrase.h"
#include "schemas/data/embedded.h"
#include "server/api/error.h"
#include "server/control/admin/openapi/components.h"

namespace mockmeter {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kRateHeaders{{
    {"X-RateLimit-Limit", "Calls that the key has in a minute"},
    {"X-RateLimit-Remaining", "Calls that are left of them"},
    {"X-RateLimit-Reset", "When they are whole again, in unix seconds"},
}};

Json whole_number(std::string_view description) {
  return {{"description", description}, {"schema", {{"type", "integer"}, {"minimum", 0}}}};
}

Json headers_of(const Provider& provider, int status) {
  Json headers = Json::object();
  if (provider.rate_headers) {
    for (const auto& [name, description] : kRateHeaders) {
      headers[std::string(name)] = whole_number(description);
    }
  }
  if (status == status_of(CommonError::kRateLimited)) {
    headers["Retry-After"] = whole_number("Seconds to wait");
  }
  return headers;
}

Json response_of(const Provider& provider, int status, std::string_view description, Json media) {
  Json response = {{"description", description}};
  if (Json headers = headers_of(provider, status); !headers.empty()) {
    response["headers"] = std::move(headers);
  }
  response["content"] = {{"application/json", std::move(media)}};
  return response;
}

/// The response that the vendor's documents show.
Json examples_of(const Provider& provider, const Operation& operation) {
  const auto text = embedded_file("fixtures/" + std::string(provider.name) + "/examples/" +
                                  std::string(operation.name()) + ".json");
  if (!text) return Json::object();
  const Json example = Json::parse(*text);
  return {{"documented", {{"summary", example.at("source")}, {"value", example.at("response")}}}};
}

/// The error statuses that an operation has without any fault, ascending.
std::vector<int> error_statuses(const Provider& provider, const Operation& operation,
                                bool takes_body) {
  std::vector<int> statuses(operation.error_statuses.begin(), operation.error_statuses.end());
  const auto add = [&](CommonError error) { statuses.push_back(status_of(error)); };
  add(CommonError::kBadTarget);
  add(CommonError::kBodyTooLarge);
  add(CommonError::kTargetTooLong);
  if (takes_body) add(CommonError::kUnsupportedBody);
  if (!operation.open) {
    statuses.push_back(401);
    if (provider.rate_limit != nullptr) add(CommonError::kRateLimited);
  }
  std::ranges::sort(statuses);
  return statuses;
}

}  // namespace

Json openapi_responses(const Provider& provider, const Operation& operation, bool takes_body,
                       SchemaComponents& components) {
  Json media = {{"schema", components.refer(provider.name,
                                            std::string(operation.name()) + ".response.json")}};
  if (Json examples = examples_of(provider, operation); !examples.empty()) {
    media["examples"] = std::move(examples);
  }
  Json responses = {{"200", response_of(provider, 200, "What was asked for", std::move(media))}};
  for (const int status : error_statuses(provider, operation, takes_body)) {
    responses[std::to_string(status)] =
        response_of(provider, status, reason_phrase(status),
                    {{"schema", components.refer(provider.name, "error.json")}});
  }
  return responses;
}

}  // namespace mockmeter
