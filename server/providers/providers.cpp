#include "server/providers/providers.h"

#include <array>

namespace mockmeter {
namespace neon {
extern const Provider kProvider;
}
namespace openai {
extern const Provider kProvider;
}
namespace upstash {
extern const Provider kProvider;
}
namespace zkscore {
extern const Provider kProvider;
}

std::span<const Provider* const> all_providers() {
  static const std::array<const Provider*, 4> kProviders{&upstash::kProvider, &neon::kProvider,
                                                         &zkscore::kProvider, &openai::kProvider};
  return kProviders;
}

}  // namespace mockmeter
