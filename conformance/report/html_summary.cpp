#include "conformance/report/html_parts.h"

namespace mockmeter::conformance {
namespace {

std::string fact(const char* name, const std::string& value) {
  return value.empty()
             ? value
             : std::string("<div><dt>") + name + "</dt><dd>" + html(value) + "</dd></div>";
}

std::string facts(const Events& events) {
  const Json& header = header_of(events);
  const Json& client = header["client"];
  return "<dl class=\"facts\">" + fact("Language", text_in(client, "language")) +
         fact("Cases", header["cases"].dump()) + fact("Profile", text_in(header, "profile")) +
         fact("Binding level", text_in(header, "level")) + fact("Date", text_in(header, "date")) +
         fact("Duration", seconds_text(footer_of(events)["ms"])) +
         fact("Seed", header["seed"].dump()) + fact("mockmeter", text_in(header, "mockmeter")) +
         fact("Suite", text_in(header, "suite")) + "</dl>";
}

std::string notes(const Events& events, const char* member, const char* tone, const char* name) {
  std::string text;
  for (const Json& note : footer_of(events)[member]) {
    text += "<p class=\"note " + std::string(tone) + "\"><b>" + name + "</b> " +
            html(note.get<std::string>()) + "</p>";
  }
  return text;
}

std::string all_notes(const Events& events) {
  return notes(events, "problems", "bad", "Problem") + notes(events, "warnings", "warn", "Warning");
}

std::string one_summary(const Column& column) {
  const Json& client = header_of(column.events)["client"];
  return "<header class=\"run\"><p class=\"eyebrow\">mockmeter conform</p><h1>" +
         html(text_in(client, "name")) + " <span>" + html(text_in(client, "version")) +
         "</span></h1><p class=\"outcome\">" + outcome_badge(column.events) + " <span>" +
         html(counts_text(footer_of(column.events))) + "</span></p></header>" +
         all_notes(column.events) + standings_table(column) + facts(column.events);
}

std::string matrix_summary(const std::vector<Column>& columns) {
  const Json& header = header_of(columns.front().events);
  std::string text = "<header class=\"run\"><p class=\"eyebrow\">mockmeter conform</p><h1>" +
                     std::to_string(columns.size()) +
                     " runs <span>side by side</span></h1></header>" + clients_table(columns);
  for (const Column& column : columns) {
    const std::string of_one = all_notes(column.events);
    if (!of_one.empty()) text += "<h3>" + html(column.label) + "</h3>" + of_one;
  }
  return text + "<dl class=\"facts\">" + fact("mockmeter", text_in(header, "mockmeter")) +
         fact("Suite", text_in(header, "suite")) + "</dl>";
}

}  // namespace

std::string html_title(const std::vector<Column>& columns) {
  if (columns.size() > 1) return std::to_string(columns.size()) + " clients, judged by mockmeter";
  return columns.front().label + ": " + std::string(outcome_words(columns.front().events));
}

std::string html_summary(const std::vector<Column>& columns) {
  return columns.size() == 1 ? one_summary(columns.front()) : matrix_summary(columns);
}

}  // namespace mockmeter::conformance
