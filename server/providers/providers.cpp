#include "server/providers/providers.h"

#include <array>

#include "server/providers/neon/provider.h"
#include "server/providers/openai/provider.h"
#include "server/providers/upstash/provider.h"
#include "server/providers/zkscore/provider.h"

namespace mockmeter {

std::span<const Provider* const> all_providers() {
  static const std::array<const Provider*, 4> kProviders{
      &upstash::provider(),
      &neon::provider(),
      &zkscore::provider(),
      &openai::provider(),
  };
  return kProviders;
}

}  // namespace mockmeter
