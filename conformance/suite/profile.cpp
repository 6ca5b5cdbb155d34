#include "conformance/suite/profile.h"

#include <span>
#include <stdexcept>
#include <string>

#include "base/tables.h"
#include "base/text/wording.h"

namespace mockmeter::conformance {
namespace {

constexpr std::array<Topic, 14> kTopics{{
    {"", Profile::kCore, "other"},
    {"request", Profile::kCore, "construction of requests"},
    {"decoding", Profile::kCore, "decoding of responses"},
    {"series", Profile::kCore, "counts of datapoints"},
    {"deprecation", Profile::kCore, "deprecation and removal"},
    {"errors", Profile::kCore, "errors told apart"},
    {"retry", Profile::kResilient, "retries"},
    {"paging", Profile::kResilient, "pages to the end"},
    {"timeout", Profile::kResilient, "slow and silent servers"},
    {"body", Profile::kResilient, "encodings and broken bodies"},
    {"connection", Profile::kResilient, "connections"},
    {"redirect", Profile::kSecure, "redirects"},
    {"tls", Profile::kSecure, "certificates"},
    {"secrets", Profile::kSecure, "secrets"},
}};

}  // namespace

const Topic& topic(std::string_view code) {
  const Topic* found = find_by(kTopics, &Topic::code, code);
  if (found == nullptr) {
    throw std::invalid_argument("the topic \"" + std::string(code) + "\" is unknown: use one of " +
                                join_names(std::span(kTopics).subspan<1>(), &Topic::code));
  }
  return *found;
}

std::string_view profile_name(Profile profile) {
  return kProfiles.at(static_cast<std::size_t>(profile)).name;
}

Profile parse_profile(std::string_view name) {
  if (const ProfileRow* row = find_by(kProfiles, &ProfileRow::name, name)) return row->profile;
  throw std::invalid_argument("--profile \"" + std::string(name) + "\" is unknown: use one of " +
                              join_names(kProfiles, &ProfileRow::name));
}

}  // namespace mockmeter::conformance
