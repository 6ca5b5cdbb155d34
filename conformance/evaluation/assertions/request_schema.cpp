#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "conformance/evaluation/assertions/faults.h"
#include "conformance/evaluation/assertions/opinion.h"
#include "conformance/evaluation/assertions/request.h"
#include "conformance/evaluation/assertions/schema_file.h"
#include "conformance/evaluation/values/shown.h"
#include "conformance/model/json.h"
#include "schemas/validate.h"

namespace mockmeter::conformance {
namespace {

Json path_part(const Json& schema, const Target& target) {
  Json part = Json::object();
  const Json::json_pointer place("/properties/path/properties");
  if (!schema.contains(place)) return part;
  const Json& parameters = schema.at(place);
  const std::vector<std::string> segments = target.segments();
  std::size_t next = segments.size() - std::min(parameters.size(), segments.size());
  for (auto name = parameters.begin(); name != parameters.end() && next < segments.size(); ++name) {
    part[name.key()] = segments[next++];
  }
  return part;
}

Json query_part(const Target& target) {
  Json part = Json::object();
  for (const Parameter& parameter : target.parameters) {
    if (!part.contains(parameter.name)) {
      part[parameter.name] = parameter.value;
    } else if (part[parameter.name].is_array()) {
      part[parameter.name].push_back(parameter.value);
    } else {
      part[parameter.name] = Json::array({part[parameter.name], parameter.value});
    }
  }
  return part;
}

}  // namespace

Check judge_request_schema(const std::string& operation, const Target& target,
                           const std::string& body) {
  const std::string expected = "a request that is valid for " + operation;
  const auto document = schema_of(operation, "request");
  if (!document) return opinion(true, expected, "no schema to judge by");
  Json request = {{"path", path_part(*document, target)}, {"query", query_part(target)}};
  if (!body.empty()) {
    request["body"] = Json::parse(body, nullptr, false);
    if (request["body"].is_discarded() || deeper_than(request["body"], kDeepestJudged)) {
      return opinion(false, expected, shown(std::string_view(body)), "the body is no JSON of use");
    }
  }
  return opinion_of_faults(Schema(*document).validate(request), expected, shown(request));
}

}  // namespace mockmeter::conformance
