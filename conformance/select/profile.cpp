#include "conformance/select/profile.h"

#include <stdexcept>
#include <string>

#include "base/tables.h"
#include "base/text/wording.h"

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
  const Category* found = find_by(kCategories, &Category::code, code);
  if (found == nullptr) {
    throw std::invalid_argument("no category \"" + std::string(code) + '"');
  }
  return *found;
}

std::string_view profile_name(Profile profile) {
  return kProfiles.at(static_cast<std::size_t>(profile)).name;
}

Profile parse_profile(std::string_view name) {
  if (const ProfileRow* row = find_by(kProfiles, &ProfileRow::name, name)) return row->profile;
  throw std::invalid_argument("--profile \"" + std::string(name) + "\" is unknown: use one of " +
                              listed(kProfiles, &ProfileRow::name));
}

}  // namespace mockmeter::conformance
