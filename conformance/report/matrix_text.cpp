// Several runs side by side, for people; formats.h declares it.
#include <algorithm>
#include <set>

#include "base/ascii.h"
#include "conformance/model/shown.h"
#include "conformance/report/failure_text.h"
#include "conformance/report/formats.h"
#include "conformance/report/verdict_look.h"

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kColumnWidth = 3;

std::string verdict_of(const Json* event) {
  return event == nullptr ? std::string() : (*event)["verdict"].get<std::string>();
}

std::string_view sign_of(const Json* event) {
  return event == nullptr ? " " : look_of(verdict_of(event)).sign;
}

/// Whether two clients that were asked did not do the same.
bool differs(const std::vector<const Json*>& row) {
  std::set<std::string> verdicts;
  for (const Json* event : row) {
    if (event != nullptr) verdicts.insert(verdict_of(event));
  }
  return verdicts.size() > 1;
}

std::string row_text(const std::string& id, const std::vector<const Json*>& row,
                     std::size_t width) {
  std::string text = padded(id, width);
  for (const Json* event : row) text += std::string(kColumnWidth - 1, ' ').append(sign_of(event));
  return text + '\n';
}

std::string columns_text(const std::vector<Column>& columns, std::size_t width) {
  std::string text = padded("", width);
  for (std::size_t index = 0; index < columns.size(); ++index) {
    const std::string number = std::to_string(index + 1);
    text += std::string(kColumnWidth - std::min(number.size(), kColumnWidth), ' ') + number;
  }
  return text + '\n';
}

std::string legend() {
  std::string text;
  for (int each = 0; each <= static_cast<int>(Verdict::kHarnessError); ++each) {
    const std::string verdict(to_string(static_cast<Verdict>(each)));
    text += (text.empty() ? "" : "   ") + std::string(look_of(verdict).sign) + ' ' + verdict;
  }
  return text + '\n';
}

std::string clients_text(const std::vector<Column>& columns) {
  std::string text;
  for (std::size_t index = 0; index < columns.size(); ++index) {
    const Json& footer = footer_of(columns[index].events);
    text += padded(std::to_string(index + 1), kColumnWidth) + printable(columns[index].label) +
            ": " + printable(footer["last"].get<std::string>()) + '\n';
  }
  return text;
}

}  // namespace

std::string text_matrix(const std::vector<Column>& columns) {
  const Rows rows = rows_of(columns);
  std::string differing;
  std::size_t alike = 0;
  std::size_t width = 0;
  for (const auto& [id, row] : rows) width = std::max(width, differs(row) ? id.size() : 0);
  for (const auto& [id, row] : rows) {
    if (differs(row)) {
      differing += row_text(printable(id), row, width);
    } else {
      ++alike;
    }
  }
  if (!differing.empty()) differing = columns_text(columns, width) + differing + '\n' + legend();
  return differing + "the same in all: " + std::to_string(alike) + " of " +
         std::to_string(rows.size()) + " cases\n\n" + clients_text(columns);
}

}  // namespace mockmeter::conformance
