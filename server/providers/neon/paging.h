#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/providers/neon/question.h"
#include "server/providers/neon/world.h"

namespace mockmeter::neon {

/// A branch and the project it belongs to.
struct BranchRef {
  const Project* project = nullptr;
  const Branch* branch = nullptr;
};

template <typename Item>
struct ItemPage {
  std::vector<Item> items;
  bool has_more = false;  ///< wanted items stand behind them
};

/// The projects, or the branches, on the page that the question asks for.
/// The cursor is the id of the last item ("project/branch" for branches); a cursor that names no
/// item of the account is a 400, an empty one means the first page. Ids that the account does not
/// have are passed over.
ItemPage<const Project*> project_page(const ConsumptionQuery& question);
ItemPage<BranchRef> branch_page(const ConsumptionQuery& question);

/// Closes the list and the object: `]}` or `],"pagination":{"cursor":"..."}}`.
/// Choice: every page that lists something carries a cursor, the last one too, and the page after
/// it is empty, because the guide's example of one project has one.
void append_pagination(std::string& out, std::string_view cursor);

}  // namespace mockmeter::neon
