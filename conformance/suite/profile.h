#pragma once

#include <array>
#include <string_view>

namespace mockmeter::conformance {

/// A set of topics; each profile has those of the ones before it, too.
enum class Profile { kCore, kResilient, kSecure };

struct ProfileRow {
  Profile profile;
  std::string_view name;  ///< "core"
};
inline constexpr std::array<ProfileRow, 3> kProfiles{{
    {Profile::kCore, "core"},
    {Profile::kResilient, "resilient"},
    {Profile::kSecure, "secure"},
}};

/// What a case is about.
struct Topic {
  std::string_view code;  ///< "series": the topic in the path of its cases
  Profile profile;        ///< the smallest that has it
  std::string_view title;
};

/// Throws std::invalid_argument that names the topics there are. The empty one is core: of probes,
/// and of cases that no file says.
const Topic& topic(std::string_view code);

std::string_view profile_name(Profile profile);

/// Throws std::invalid_argument that names the profiles there are.
Profile parse_profile(std::string_view name);

}  // namespace mockmeter::conformance
