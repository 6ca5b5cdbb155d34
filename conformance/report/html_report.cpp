// One page with everything in it; formats.h declares it.
#include "base/base64.h"
#include "base/files/sha256.h"
#include "conformance/report/formats.h"
#include "conformance/report/html/page.h"
#include "conformance/report/html_parts.h"

namespace mockmeter::conformance {
namespace {

std::string hash_source(std::string_view text) {
  return "'sha256-" + base64_encode(sha256(text)) + '\'';
}

/// Nothing but our own style and script, by their digests: whatever else found its way into the
/// page is dead.
std::string policy(std::string_view style, std::string_view script) {
  return "default-src 'none'; style-src " + hash_source(style) + "; script-src " +
         hash_source(script) + "; img-src data:; base-uri 'none'; form-action 'none'";
}

}  // namespace

std::string html_matrix(const std::vector<Column>& columns) {
  const std::string_view style = page_file("style.css");
  const std::string script = page_script();
  return filled(page_file("page.html"), {{"policy", policy(style, script)},
                                         {"title", html(html_title(columns))},
                                         {"style", std::string(style)},
                                         {"summary", html_summary(columns)},
                                         {"failures", html_failures(columns)},
                                         {"data", script_json(html_data(columns))},
                                         {"script", script}});
}

std::string html_report(const Events& events) { return html_matrix(side_by_side({{"", events}})); }

}  // namespace mockmeter::conformance
