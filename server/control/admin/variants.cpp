#include "server/control/admin/routes.h"
#include "server/control/catalog.h"
#include "server/control/problem.h"

namespace mockmeter::admin {

Response get_variants(const AdminRequest& call) {
  Json document = Json::object();
  const VariantSelection chosen = call.mock.variants();
  for_each_variant(
      [&](const Variant& variant) { document[std::string(variant.name)] = chosen.get(variant); });
  return json_document(200, document);
}

Response put_variants(const AdminRequest& call) {
  VariantSelection chosen;
  std::vector<ValidationError> faults;
  for (const auto& [name, value] : call.body.items()) {
    const auto text = value.get<std::string>();
    if (const std::string expected = choose_variant(chosen, name, text); !expected.empty()) {
      faults.push_back({"/" + name, expected, text});
    }
  }
  if (!faults.empty()) return problem(422, "Unknown variant", "nothing was changed", faults);
  call.mock.change_variants([&](VariantSelection& variants) { variants.choose(chosen); });
  return get_variants(call);
}

Response get_operations(const AdminRequest&) {
  return json_document(200, {{"operations", operations_document()}});
}

}  // namespace mockmeter::admin
