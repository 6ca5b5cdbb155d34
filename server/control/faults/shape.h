#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "mockmeter/catalogue.h"
#include "server/api/message.h"
#include "server/metering/json.h"

namespace mockmeter {

/// The cursor that a request asks with; empty when there is none.
std::string cursor_of(const PagingLayout& paging, const Request& request);

/// Calls `visit` with each value at `path`, a JSON Pointer with "*" for every element, in their
/// order; returns how many there are.
std::size_t for_each_at(Json& document, std::string_view path,
                        const std::function<void(Json&)>& visit);

}  // namespace mockmeter
