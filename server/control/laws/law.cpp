#include "server/control/laws/law.h"

namespace mockmeter::laws {
namespace {

// Source: product contract, "Numbers that add up".
constexpr std::string_view kContract = "server/core/curve.h: a bucket is C(end) - C(start)";

constexpr Law kLaws[] = {
    {"buckets-add-up",
     "Every bucket of a range is there once, and finer ones add up to coarser ones: minutes to "
     "hours, hours to days, days to months, all to the total.",
     kContract, check_adding_up},
    {"buckets-in-order", "Buckets come in order of time.", kContract, check_order},
    {"one-bucket-one-value", "A bucket has the same value, whatever range it is read from.",
     kContract, check_one_value},
    {"current-bucket-grows", "As the clock goes on, the current bucket never shrinks.", kContract,
     check_growth},
    {"levels-never-fall", "Storage is a level, and never decreases from one bucket to the next.",
     "Neon, consumption metrics: \"never decreases\"", check_levels},
    {"parts-make-the-whole",
     "Projects add up to their account, branches to their project, keys to all keys; endpoints, "
     "methods, status codes and message ids to the total; successful and failed make the total.",
     kContract, check_parts},
    {"billing-adds-up", "total_monthly_billing is the sum of daily_billings.",
     "Upstash, get-qstash-stats", check_billing},
    {"pages-make-the-whole", "Pages, one after the other, are the whole, and they end.",
     "server/core/page.h: a page is a slice", check_pages},
};

}  // namespace

std::span<const Law> all_laws() { return kLaws; }

}  // namespace mockmeter::laws
