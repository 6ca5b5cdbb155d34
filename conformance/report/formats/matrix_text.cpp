// Several runs side by side, for people; formats.h declares it.
#include <algorithm>
#include <map>
#include <string>

#include "base/text/ascii.h"
#include "conformance/model/display.h"
#include "conformance/report/formats.h"
#include "conformance/report/summary.h"

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kColumnWidth = 3;

/// The signs of each case that some column has, by id; a blank where it was not asked for.
std::map<std::string, std::string> signs_of(const std::vector<Column>& columns) {
  std::map<std::string, std::string> rows;
  for (std::size_t index = 0; index < columns.size(); ++index) {
    for (const CaseResult& result : columns[index].run.results) {
      std::string& row = rows[result.subject->id];
      row.resize(columns.size(), ' ');
      row[index] = info_of(result.verdict).sign;
    }
  }
  return rows;
}

/// Whether all clients that were asked did the same.
bool is_uniform(const std::string& signs) {
  const char first = signs[signs.find_first_not_of(' ')];
  return std::ranges::all_of(signs, [&](char sign) { return sign == ' ' || sign == first; });
}

std::string legend() {
  std::string text;
  for (const VerdictInfo& each : kVerdicts) {
    text.append(text.empty() ? "" : "   ").append(1, each.sign).append(" ").append(each.name);
  }
  return text;
}

}  // namespace

std::string text_matrix(const std::vector<Column>& columns) {
  std::map<std::string, std::string> rows = signs_of(columns);
  const std::size_t all = rows.size();
  const std::size_t alike =
      std::erase_if(rows, [](const auto& row) { return is_uniform(row.second); });
  std::size_t width = 0;
  for (const auto& [id, signs] : rows) width = std::max(width, id.size());
  std::string head = padded("", width);
  std::string clients;
  for (std::size_t index = 0; index < columns.size(); ++index) {
    const std::string number = std::to_string(index + 1);
    head += right(number, kColumnWidth);
    clients += padded(number, kColumnWidth) + printable(columns[index].label) + ": " +
               result_line(columns[index].run) + '\n';
  }
  std::string text = rows.empty() ? "" : head + '\n';
  for (const auto& [id, signs] : rows) {
    text += padded(printable(id), width);
    for (const char sign : signs) text += right({sign}, kColumnWidth);
    text += '\n';
  }
  if (!rows.empty()) text += '\n' + legend() + '\n';
  return text + "the same in all: " + std::to_string(alike) + " of " + std::to_string(all) +
         " cases\n\n" + clients;
}

}  // namespace mockmeter::conformance
