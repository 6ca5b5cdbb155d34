#include <string>
#include <utility>

#include "server/control/admin/routes.h"

namespace mockmeter {
namespace {

std::string_view life_of(const MockState& mock, const Operation& operation,
                         const Lifecycle& lifecycle, Instant now) {
  if (!mock.serves(operation)) return "gone";
  return lifecycle.deprecated_at(now) ? "deprecated" : "alive";
}

Json operation_row(const MockState& mock, const Operation& operation, const World& world,
                   Instant now) {
  const Lifecycle& lifecycle = world.lifecycle_of(std::string(operation.id));
  Json row = {{"id", operation.id},
              {"relation", to_string(operation.relation)},
              {"status", life_of(mock, operation, lifecycle, now)}};
  if (lifecycle.deprecated) row["deprecated"] = format_rfc3339(*lifecycle.deprecated);
  if (lifecycle.removed) row["removed"] = format_rfc3339(*lifecycle.removed);
  row["evidence"] = to_string(operation.evidence);
  row["source"] = operation.source;
  row["quote"] = operation.quote;
  row["summary"] = operation.summary;
  return row;
}

Json error_row(const ErrorCase& error) {
  Json row = {{"id", error.name}};
  if (error.status != 0) row["status"] = error.status;
  row["evidence"] = to_string(error.evidence);
  row["source"] = error.source;
  return row;
}

Json variant_row(const Variant& variant, const VariantSelection& chosen) {
  Json row = {{"id", variant.name},
              {"question", variant.question},
              {"default", variant.values.front().value},
              {"chosen", chosen.get(variant)},
              {"values", Json::array()}};
  for (const VariantValue& value : variant.values) {
    row["values"].push_back({{"value", value.value}, {"source", value.source}});
  }
  return row;
}

/// How many rows rest on what; every kind is named.
Json count_evidence(const Json& rows) {
  Json counts = Json::object();
  for (const Evidence kind :
       {Evidence::kDocumented, Evidence::kObserved, Evidence::kInferred, Evidence::kInvented}) {
    counts[std::string(to_string(kind))] = 0;
  }
  for (const Json& row : rows) {
    Json& count = counts[row["evidence"].get<std::string>()];
    count = count.get<int>() + 1;
  }
  return counts;
}

void append(Json& list, Json rows) {
  for (Json& row : rows) list.push_back(std::move(row));
}

}  // namespace

Json fidelity_document(const MockState& mock) {
  const auto world = mock.world();
  const Instant now = mock.clock().now();
  const VariantSelection chosen = mock.variants();
  Json document = {{"counts", Json::object()},
                   {"operations", Json::array()},
                   {"errors", Json::array()},
                   {"variants", Json::array()}};
  for (const Provider* provider : mock.providers()) {
    Json operations = Json::array();
    Json errors = Json::array();
    for (const Operation& operation : provider->operations) {
      operations.push_back(operation_row(mock, operation, *world, now));
    }
    for (const ErrorCase& error : provider->errors) errors.push_back(error_row(error));
    for (const Variant& variant : provider->variants) {
      document["variants"].push_back(variant_row(variant, chosen));
    }
    document["counts"][std::string(provider->name)] = {{"operations", count_evidence(operations)},
                                                       {"errors", count_evidence(errors)}};
    append(document["operations"], std::move(operations));
    append(document["errors"], std::move(errors));
  }
  return document;
}

namespace admin {

Response get_fidelity(const AdminRequest& call) {
  return json_document(200, fidelity_document(call.mock));
}

}  // namespace admin
}  // namespace mockmeter
