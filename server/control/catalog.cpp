#include "server/control/catalog.h"

#include "base/tables.h"
#include "server/providers/providers.h"

namespace mockmeter {

void for_each_operation(const std::function<void(const Provider&, const Operation&)>& visit) {
  for (const Provider* provider : all_providers()) {
    for (const Operation& operation : provider->operations) visit(*provider, operation);
  }
}

void for_each_variant(const std::function<void(const Variant&)>& visit) {
  for (const Provider* provider : all_providers()) {
    for (const Variant& variant : provider->variants) visit(variant);
  }
}

const Provider* find_provider(std::string_view name) {
  for (const Provider* provider : all_providers()) {
    if (provider->name == name) return provider;
  }
  return nullptr;
}

const Operation* find_operation(std::string_view id) {
  const Provider* provider = find_provider(id.substr(0, id.find('.')));
  return provider == nullptr ? nullptr : find_by(provider->operations, &Operation::id, id);
}

const Variant* find_variant(std::string_view name) {
  const Provider* provider = find_provider(name.substr(0, name.find('.')));
  return provider == nullptr ? nullptr : find_by(provider->variants, &Variant::name, name);
}

std::string choose_variant(VariantSelection& variants, const std::string& name,
                           const std::string& value) {
  const Variant* variant = find_variant(name);
  std::string expected;
  if (variant == nullptr) {
    for_each_variant([&](const Variant& known) {
      expected += (expected.empty() ? "one of: " : ", ") + std::string(known.name);
    });
    return expected;
  }
  if (variant->allows(value)) {
    variants.set(*variant, value);
    return {};
  }
  for (const VariantValue& allowed : variant->values) {
    expected += (expected.empty() ? name + "=" : "|") + std::string(allowed.value);
  }
  return expected;
}

Json operations_document() {
  Json rows = Json::array();
  for_each_operation([&](const Provider& provider, const Operation& operation) {
    Json row = {{"id", operation.id},
                {"provider", provider.name},
                {"relation", to_string(operation.relation)},
                {"method", operation.method},
                {"path", operation.path}};
    if (!operation.alias.empty()) row["alias"] = operation.alias;
    if (!operation.example.empty()) row["example"] = operation.example;
    if (!operation.series.empty()) {
      row["series"] = Json::array();
      for (const SeriesPath& series : operation.series) row["series"].push_back(series.path);
    }
    row["parameters"] = Json::array();
    for (const std::string_view name : operation.parameters) row["parameters"].push_back(name);
    row["changesState"] = operation.change != nullptr;
    row["needsCredential"] = !operation.open;
    row["evidence"] = to_string(operation.evidence);
    row["source"] = operation.source;
    row["summary"] = operation.summary;
    rows.push_back(std::move(row));
  });
  return rows;
}

}  // namespace mockmeter
