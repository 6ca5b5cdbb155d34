#include "server/api/body.h"

#include <map>
#include <mutex>

#include "schemas/load.h"
#include "schemas/validate.h"
#include "server/metering/json.h"

namespace mockmeter {
namespace {

/// The schema of an operation's body. Built on first use: most programs never post anything.
const Schema& body_schema(const Operation& operation, const Provider& provider) {
  static std::mutex mutex;
  static std::map<std::string_view, Schema> schemas;
  const std::scoped_lock lock(mutex);
  auto found = schemas.find(operation.id);
  if (found == schemas.end()) {
    const Json request = load_schema("schemas/" + std::string(provider.name) + "/" +
                                     std::string(operation.name()) + ".request.json");
    found = schemas.emplace(operation.id, Schema(request.at("properties").at("body"))).first;
  }
  return found->second;
}

bool is_json(std::string_view content_type) {
  const std::string_view media = content_type.substr(0, content_type.find(';'));
  return equal_without_case(media.substr(0, media.find(' ')), "application/json");
}

}  // namespace

Json json_body(const OperationRequest& call) {
  const auto content_type = call.request.headers.get("Content-Type");
  if (content_type && !is_json(*content_type)) {
    throw make_error(call.provider, CommonError::kUnsupportedBody,
                     "the body must be application/json, not " + std::string(*content_type));
  }
  auto body = parse_json(call.request.body);
  if (!body) throw make_error(call.provider, CommonError::kBadBody, "the body is not JSON");
  const auto faults = body_schema(call.operation, call.provider).validate(*body);
  if (!faults.empty()) {
    throw make_error(call.provider, CommonError::kBadBody,
                     "body" + faults.front().pointer + ": expected " + faults.front().expected +
                         ", found " + faults.front().found);
  }
  return std::move(*body);
}

}  // namespace mockmeter
