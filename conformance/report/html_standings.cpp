#include <algorithm>
#include <array>

#include "base/tables.h"
#include "conformance/report/html_parts.h"

namespace mockmeter::conformance {
namespace {

/// How a status is shown.
struct Look {
  std::string_view status;
  std::string_view tone;
  std::string_view icon;
  std::string_view words;
};
constexpr std::array<Look, 7> kStandings{{
    {"CONFORMANT", "good", "\u2713", "Conformant"},
    {"CONFORMANT BUT FOR WHAT IS KNOWN", "warn", "\u2248", "Conformant but for what is known"},
    {"NOT CONFORMANT", "bad", "\u2717", "Not conformant"},
    {"UNDECIDED", "warn", "\u203c", "Undecided"},
    {"INCOMPLETE", "warn", "\u25cb", "Incomplete"},
    {"in part", "info", "\u25d1", "In part"},
    {"", "none", "\u2013", "Not claimed"},
}};

const Look& look_at(std::string_view status) {
  return *std::find_if(kStandings.begin(), kStandings.end() - 1,
                       [&](const Look& look) { return look.status == status; });
}

/// "CONFORMANT (41 of 41)" as a badge and what stands in brackets.
std::string standing_html(const std::string& status) {
  const std::size_t end = std::min(status.find(" ("), status.size());
  const Look& look = look_at(std::string_view(status).substr(0, end));
  std::string counts = status.substr(end);
  if (!counts.empty()) counts = counts.substr(2, counts.size() - 3);
  return badge(look.tone, look.icon, look.words) + "<small>" + html(counts) + "</small>";
}

/// What a member of the standings says, each once, in their order.
std::vector<std::string> distinct(const std::vector<Column>& columns, const char* member) {
  std::vector<std::string> found;
  for (const Column& column : columns) {
    for (const Json& standing : footer_of(column.events)["standings"]) {
      const std::string text = text_in(standing, member);
      if (!contains(found, text)) found.push_back(text);
    }
  }
  return found;
}

std::string standing_cell(const Events& events, const std::string& provider,
                          const std::string& profile) {
  for (const Json& standing : footer_of(events)["standings"]) {
    if (text_in(standing, "provider") != provider) continue;
    if (text_in(standing, "profile") != profile) continue;
    return "<td data-label=\"" + html(profile) + "\">" +
           standing_html(text_in(standing, "status")) + "</td>";
  }
  return "<td><small>not run</small></td>";
}

std::string headers(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += "<th scope=\"col\">" + html(name) + "</th>";
  return text;
}

std::string client_facts(const Events& events) {
  const Json& header = header_of(events);
  const std::string language = text_in(header["client"], "language");
  return (language.empty() ? "" : language + ", ") + text_in(header, "date") + ", " +
         seconds_text(footer_of(events)["ms"]) + ", seed " + header["seed"].dump();
}

}  // namespace

std::string standings_table(const Column& column) {
  const auto profiles = distinct({column}, "profile");
  std::string text = "<table class=\"standings\"><thead><tr><td></td>" + headers(profiles) +
                     "</tr></thead><tbody>";
  for (const std::string& provider : distinct({column}, "provider")) {
    text += "<tr><th scope=\"row\">" + html(provider) + "</th>";
    for (const std::string& profile : profiles) {
      text += standing_cell(column.events, provider, profile);
    }
    text += "</tr>";
  }
  return text + "</tbody></table>";
}

std::string clients_table(const std::vector<Column>& columns) {
  const auto providers = distinct(columns, "provider");
  std::string text =
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Clients\">"
      "<table class=\"standings clients\"><thead><tr><th scope=\"col\">client</th>"
      "<th scope=\"col\">in all</th>" +
      headers(providers) + "</tr></thead><tbody>";
  for (const Column& column : columns) {
    text += "<tr><th scope=\"row\">" + html(column.label) + "<small>" +
            html(client_facts(column.events)) + "</small></th><td>" + outcome_badge(column.events) +
            "<small>" + html(counts_text(footer_of(column.events))) + "</small></td>";
    const std::string profile = text_in(header_of(column.events), "profile");
    for (const std::string& provider : providers) {
      text += standing_cell(column.events, provider, profile);
    }
    text += "</tr>";
  }
  return text + "</tbody></table></div>";
}

}  // namespace mockmeter::conformance
