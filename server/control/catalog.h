#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "server/api/operation.h"
#include "server/metering/json.h"

namespace mockmeter {

/// The tables of all providers, seen as one.

void for_each_operation(const std::function<void(const Provider&, const Operation&)>& visit);
void for_each_variant(const std::function<void(const Variant&)>& visit);

const Provider* find_provider(std::string_view name);
const Operation* find_operation(std::string_view id);
const Variant* find_variant(std::string_view name);

/// Chooses `value` for the variant `name`. Returns what was expected instead when there is no such
/// variant or no such value, and changes nothing then; empty when it worked.
std::string choose_variant(VariantSelection& variants, const std::string& name,
                           const std::string& value);

/// The table of operations as data: id, provider, method, path, evidence, source, ...
Json operations_document();

}  // namespace mockmeter
