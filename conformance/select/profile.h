#pragma once

#include <array>
#include <string_view>

namespace mockmeter::conformance {

/// A set of categories; each profile has those of the ones before it, too.
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
struct Category {
  std::string_view code;  ///< "DPT"
  Profile profile;        ///< the smallest that has it
  std::string_view title;
};

/// Throws std::invalid_argument for a code that schemas/case.json does not know; an empty one, of a
/// case that names none, is core.
const Category& category(std::string_view code);

std::string_view profile_name(Profile profile);

/// Throws std::invalid_argument that names the profiles there are.
Profile parse_profile(std::string_view name);

}  // namespace mockmeter::conformance
