#pragma once

#include <string>
#include <string_view>

#include "base/text/ascii.h"
#include "server/metering/json.h"
#include "server/providers/neon/page.h"

namespace mockmeter::neon {

/// Adds {"pagination":{"cursor":...}}, the id of the last item. Behind the last item there is an
/// empty page, which gives back the cursor that it was asked with.
/// Observed: live capture of 2026-08-09 in philip/neon-usage, GET /projects.
inline void add_cursor(Json& body, std::string_view last_id, std::string_view given) {
  const std::string_view cursor = last_id.empty() ? given : last_id;
  if (!cursor.empty()) body["pagination"] = {{"cursor", cursor}};
}

/// The 200 with `body`, which is a page.
template <typename Item>
Response page_response(const Json& body, const Page<Item>& page) {
  Response response = json_response(200, body.dump());
  response.traits.set(Trait::kMorePages, page.has_more);
  return response;
}

/// Whether `search` is a part of the name or the id.
/// Source: OpenAPI file 2.7.2, parameter search. Choice: letters have no case.
inline bool is_found(std::string_view search, std::string_view name, std::string_view id) {
  const std::string part = lower_case(search);
  return lower_case(name).find(part) != std::string::npos ||
         lower_case(id).find(part) != std::string::npos;
}

}  // namespace mockmeter::neon
