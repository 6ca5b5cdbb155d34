#pragma once

#include "server/control/findings/conduct.h"

/// How each kind of finding is seen; one file each, the table is in ../kinds.cpp.
namespace mockmeter::conduct {

std::vector<Sighting> see_unknown_path(const Traffic& traffic);
std::vector<Sighting> see_invalid_parameter(const Traffic& traffic);
std::vector<Sighting> see_undocumented_parameter(const Traffic& traffic);
std::vector<Sighting> see_credential(const Traffic& traffic);
std::vector<Sighting> see_secret_in_url(const Traffic& traffic);
std::vector<Sighting> see_deprecated(const Traffic& traffic);
std::vector<Sighting> see_retry_after(const Traffic& traffic);
std::vector<Sighting> see_no_backoff(const Traffic& traffic);
std::vector<Sighting> see_paging(const Traffic& traffic);
std::vector<Sighting> see_refetch(const Traffic& traffic);
std::vector<Sighting> see_body_on_get(const Traffic& traffic);

}  // namespace mockmeter::conduct
