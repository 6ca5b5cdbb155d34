#include "conformance/run/sample_calls.h"

#include "conformance/model/provider.h"
#include "conformance/suite/suite.h"

namespace mockmeter::conformance {
namespace {

Case smoke_case(std::string_view operation, const Json& arguments) {
  Case subject;
  subject.id = "smoke/" + std::string(operation);
  subject.title = "the happy call";
  subject.operations = {std::string(operation)};
  subject.given = Json::object();
  subject.when = Json::array({{{"operation", operation}, {"arguments", arguments}}});
  return subject;
}

}  // namespace

std::vector<const OperationInfo*> sampled_operations() {
  std::vector<const OperationInfo*> sampled;
  for (const ProviderInfo& provider : catalogue()) {
    for (const OperationInfo& operation : provider.operations) {
      if (!operation.sample.number.empty()) sampled.push_back(&operation);
    }
  }
  return sampled;
}

Case sample_case(const OperationInfo& operation) {
  Case subject = smoke_case(operation.id, Json::parse(operation.sample.arguments));
  const std::string number(operation.sample.number);
  Json response = {{"example", folder_of(operation.id)}};
  response["set"][number] = "${random.count}";
  subject.given["script"] = Json::array({response});
  Json outcome;
  outcome["result"][number]["equals"] = "${random.count}";
  subject.then = {{"requests", {{"count", {{"at_least", 1}}}}},
                  {"outcomes", Json::array({outcome})}};
  return subject;
}

Case unknown_operation_case(std::string_view operation, const std::string& word) {
  Case subject = smoke_case(provider_of(operation) + ".get_" + word, Json::object());
  subject.title = "the call of an operation that does not exist";
  subject.then["outcomes"] = Json::array({{{"any_outcome", true}}});
  return subject;
}

}  // namespace mockmeter::conformance
