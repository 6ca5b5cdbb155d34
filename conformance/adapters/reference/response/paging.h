#pragma once

#include <functional>

#include "conformance/adapters/reference/common/json.h"
#include "conformance/adapters/reference/flags/mutants.h"
#include "conformance/adapters/reference/flags/quirks.h"
#include "conformance/adapters/reference/operations/operation.h"

namespace reference {

/// All pages as one response: the first, with the items of all, and without what says where the
/// others are. `fetch` gets the arguments of a page. Throws CallError of kind paging when the pages
/// go in a circle, and whatever `fetch` throws: half the pages are no response.
Json fetch_all(const Operation& operation, const Json& arguments,
               const std::function<Json(const Json&)>& fetch, const MutantSet& mutants,
               const QuirkSet& quirks);

}  // namespace reference
