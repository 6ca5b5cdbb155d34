#include "conformance/select/profile.h"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace mockmeter::conformance {
namespace {

constexpr std::array<Category, 14> kCategories{{
    {"", Profile::kCore, "other"},
    {"REQ", Profile::kCore, "construction of requests"},
    {"DEC", Profile::kCore, "decoding of answers"},
    {"DPT", Profile::kCore, "counts of datapoints"},
    {"DEP", Profile::kCore, "deprecation and removal"},
    {"ERR", Profile::kCore, "errors told apart"},
    {"RTY", Profile::kResilient, "retries"},
    {"PAG", Profile::kResilient, "pages to the end"},
    {"TMO", Profile::kResilient, "slow and silent servers"},
    {"ENC", Profile::kResilient, "encodings and broken bodies"},
    {"CON", Profile::kResilient, "connections"},
    {"RDR", Profile::kSecure, "redirects"},
    {"TLS", Profile::kSecure, "certificates"},
    {"SEC", Profile::kSecure, "secrets"},
}};

}  // namespace

const Category& category(std::string_view code) {
  const auto* found = std::find_if(kCategories.begin(), kCategories.end(),
                                   [code](const Category& known) { return known.code == code; });
  if (found == kCategories.end()) {
    throw std::invalid_argument("no category \"" + std::string(code) + '"');
  }
  return *found;
}

std::string_view profile_name(Profile profile) {
  return kProfiles.at(static_cast<std::size_t>(profile)).name;
}

Profile parse_profile(std::string_view name) {
  std::string names;
  for (const ProfileRow& row : kProfiles) {
    if (row.name == name) return row.profile;
    names += (names.empty() ? "" : ", ") + std::string(row.name);
  }
  throw std::invalid_argument("--profile \"" + std::string(name) + "\" is unknown: use one of " +
                              names);
}

}  // namespace mockmeter::conformance
