#include "server/control/admin/routes.h"

#include <span>

namespace mockmeter {
namespace {

constexpr AdminRoute kAdminRoutes[] = {
    {"GET", "", "", admin::lead_to_dashboard, "Leads to the dashboard"},
    {"GET", "/", "", admin::lead_to_dashboard, "Leads to the dashboard"},
    {"GET", "/ui", "", admin::get_dashboard, "The dashboard, for a browser"},
    {"GET", "/ui/{file}", "", admin::get_dashboard_file, "A script or style of the dashboard"},
    {"GET", "/health", "", admin::get_health, "Whether the mock is ready"},
    {"GET", "/version", "", admin::get_version, "The version of mockmeter"},
    {"GET", "/clock", "", admin::get_clock, "Where the clock stands and whether it runs"},
    {"PUT", "/clock", "clock.json", admin::put_clock, "Sets the clock"},
    {"POST", "/clock/advance", "clock-advance.json", admin::advance_clock,
     "Moves the clock forward"},
    {"GET", "/variants", "", admin::get_variants, "Every variant and the value in force"},
    {"PUT", "/variants", "variants.json", admin::put_variants, "Chooses variants; others stay"},
    {"GET", "/world", "", admin::get_world, "The world as it was read"},
    {"PUT", "/world", "world.json", admin::put_world, "Puts another world in place, at once"},
    {"GET", "/worlds/{name}", "", admin::get_built_in_world, "A world that is built in"},
    {"GET", "/settings", "", admin::get_settings, "WireMock's settings: delays; and rate limits"},
    {"PUT", "/settings", "settings.json", admin::put_settings, "Sets them"},
    {"POST", "/settings", "settings.json", admin::put_settings, "Sets them, as PUT"},
    {"GET", "/faults", "", admin::get_faults, "The faults that wait, what fired, what is left"},
    {"POST", "/faults", "faults.json", admin::post_faults, "Adds faults: all of them or none"},
    {"DELETE", "/faults", "", admin::delete_faults, "Removes every fault, forgets what fired"},
    {"GET", "/operations", "", admin::get_operations, "The table of operations"},
    {"GET", "/catalogue", "", admin::get_catalogue,
     "Providers, names of credentials, kinds of faults and findings, worlds"},
    {"GET", "/live", "", admin::get_live,
     "New requests and changes, when they happen; ?after=, ?before=, ?generation=, ?limit=, "
     "?wait="},
    {"GET", "/limits", "", admin::get_limits,
     "The rate limit of each credential, and what is left"},
    {"POST", "/usage", "usage.json", admin::preview_usage,
     "What a read would be answered, without a trace; its series as numbers"},
    {"GET", "/findings", "", admin::get_findings, "What clients did and should not do"},
    {"GET", "/metrics", "", admin::get_metrics,
     "Counts and sizes in the text format of Prometheus"},
    {"GET", "/fidelity", "", admin::get_fidelity,
     "What each operation, error and variant rests on"},
    {"GET", "/openapi.json", "", admin::get_openapi,
     "What is served now, as an OpenAPI 3.1 document"},
    {"GET", "/certs/ca.pem", "", admin::get_authority, "The generated authority, with --tls"},
    {"POST", "/reset", "", admin::reset,
     "Everything, faults and journal too, as it was at the start"},
    {"POST", "/shutdown", "", admin::shut_down,
     "Ends the program, when what is in flight is answered"},
    {"GET", "/requests", "", admin::list_requests,
     "What was answered; ?since=, ?limit=, ?unmatched="},
    {"DELETE", "/requests", "", admin::clear_requests, "Empties the journal"},
    {"GET", "/requests.har", "", admin::get_har, "The journal as HAR 1.2"},
    {"POST", "/requests/count", "request-pattern.json", admin::count_requests, "Counts requests"},
    {"POST", "/requests/find", "request-pattern.json", admin::find_requests, "Finds requests"},
    {"POST", "/requests/remove", "request-pattern.json", admin::remove_requests,
     "Removes requests"},
    {"GET", "/requests/unmatched", "", admin::unmatched_requests,
     "Requests that fitted no operation"},
    {"GET", "/requests/unmatched/near-misses", "", admin::unmatched_near_misses,
     "Which operations they may have meant, and what differs"},
    {"GET", "/requests/{id}", "", admin::get_request, "One entry, by its id or number"},
    {"DELETE", "/requests/{id}", "", admin::delete_request, "Removes one entry"},
    {"POST", "/verify", "verify.json", admin::verify, "Whether requests came as often as expected"},
};

}  // namespace

std::span<const AdminRoute> admin_routes() { return kAdminRoutes; }

}  // namespace mockmeter
