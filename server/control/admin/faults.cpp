#include "server/control/admin/admin.h"
#include "server/control/admin/routes.h"
#include "server/control/faults/fault.h"
#include "server/control/problem.h"

namespace mockmeter::admin {
namespace {

Response document(const AdminRequest& call, int status) {
  return json_document(status, call.mock.faults());
}

/// The texts of the body, each with its JSON Pointer.
std::vector<std::pair<std::string, std::string>> texts_of(const Json& body) {
  if (body.contains("fault")) return {{"/fault", body["fault"].get<std::string>()}};
  std::vector<std::pair<std::string, std::string>> texts;
  for (const Json& text : body["faults"]) {
    texts.emplace_back("/faults/" + std::to_string(texts.size()), text.get<std::string>());
  }
  return texts;
}

}  // namespace

Response get_faults(const AdminRequest& call) { return document(call, 200); }

Response post_faults(const AdminRequest& call) {
  std::vector<Fault> added;
  std::vector<ValidationError> mistakes;
  const auto credentials = call.mock.current()->secrets;
  for (const auto& [pointer, text] : texts_of(call.body)) {
    try {
      added.push_back(parse_fault(text, *credentials));
    } catch (const FaultSyntaxError& error) {
      mistakes.push_back({pointer, error.expected(), error.found()});
    }
  }
  if (!mistakes.empty()) {
    return problem(422, "A fault cannot be understood",
                   "nothing was added; " + std::string(kFaultGrammar), mistakes);
  }
  call.mock.add_faults(added);
  return document(call, 201);
}

Response delete_faults(const AdminRequest& call) {
  call.mock.clear_faults();
  return document(call, 200);
}

}  // namespace mockmeter::admin
