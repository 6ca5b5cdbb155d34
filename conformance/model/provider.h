#pragma once

#include <string_view>

#include "conformance/model/json.h"
#include "mockmeter/catalogue.h"

namespace mockmeter::conformance {

/// The provider of an operation, by its id; the first one for an operation that no provider has, so
/// that even the call of a made-up operation is complete.
const ProviderInfo& provider_info_of(std::string_view operation);

/// The credential that reads everything in the world `default`, as the protocol of adapters has it.
Json mock_credential_of(const ProviderInfo& provider);

}  // namespace mockmeter::conformance
