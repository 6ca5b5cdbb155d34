#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/recording/recording.h"
#include "conformance/drift/find_drift.h"
#include "mockmeter/catalogue.h"
#include "server/control/mock.h"
#include "server/control/recording/recorded_world.h"
#include "server/control/world_file.h"
#include "server/providers/providers.h"
#include "tests/fuzz/require.h"

// A file that is said to be a recording: it is refused in a line that names it, or its exchanges
// can be used. A server does not differ from a recording of itself. What is made of it is a world,
// and a mock can answer the recorded requests from it.

namespace mockmeter {
namespace {

using fuzz::require;

/// A file in memory with these bytes.
class File {
 public:
  File(const std::uint8_t* data, std::size_t size) : descriptor_(memfd_create("recording", 0)) {
    require(descriptor_ >= 0 && write(descriptor_, data, size) == static_cast<ssize_t>(size));
  }
  ~File() { close(descriptor_); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

/// Reads the file; hands over what comes before it has to be refused.
template <typename Take>
void read(const File& file, Take take) {
  try {
    read_recording(file.path(), take);
  } catch (const RecordingError& error) {
    require(std::string_view(error.what()).find(file.path()) != std::string_view::npos);
  }
}

void compare_with_itself(const File& file) {
  conformance::drift::ServerProfile profile;
  read(file, [&profile](const RecordedExchange& each) {
    require(!each.method.empty() && each.url == std::string(each.origin()).append(each.target()));
    profile.add({each.method, each.target(), each.request.headers, each.status,
                 each.response.headers, each.response.body, each.response.incomplete.empty(),
                 true});
  });
  const auto differences = conformance::drift::find_drift(profile, profile).differences;
  require(std::ranges::all_of(differences, [](const conformance::Difference& each) {
    return each.severity == conformance::DriftSeverity::kNotice;
  }));
}

/// The fields of a few credentials of a world.
std::vector<std::string> authorizations(const World& world) {
  constexpr std::size_t kEnough = 8;
  std::vector<std::string> all;
  for (const Provider* provider : all_providers()) {
    provider->visit_credentials(world, [&all](const KnownCredential& each) {
      if (all.size() < kEnough) all.push_back(authorization_of(each.user, each.secret));
    });
  }
  return all;
}

void serve_what_it_makes(const File& file) {
  RecordedWorld made;
  try {
    made = make_world("recorded", {file.path()});
  } catch (const RecordingError&) {
    return;
  }
  const auto world = load_world(made.document, 1);
  const std::vector<std::string> credentials = authorizations(*world);
  Mock mock({world, *parse_clock("2026-05-20T12:00:00Z"), world->variants, {}});
  read(file, [&](const RecordedExchange& each) {
    for (const std::string& credential : credentials) {
      const Headers headers{{"Authorization", credential}};
      require(mock.handle({each.method, std::string(each.target()), headers, ""}).status != 500);
    }
  });
}

}  // namespace
}  // namespace mockmeter

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const mockmeter::File file(data, size);
  mockmeter::compare_with_itself(file);
  mockmeter::serve_what_it_makes(file);
  return 0;
}
