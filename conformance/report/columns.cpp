#include "conformance/report/columns.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <stdexcept>

namespace mockmeter::conformance {
namespace {

std::string made_by(const SavedRun& run) {
  const Json& header = header_of(run.events);
  return "mockmeter " + header["mockmeter"].get<std::string>() + ", suite " +
         header["suite"].get<std::string>();
}

void check_same_suite(const std::vector<SavedRun>& runs) {
  for (const SavedRun& run : runs) {
    if (made_by(run) == made_by(runs.front())) continue;
    throw std::invalid_argument("these runs cannot stand side by side: " + runs.front().file +
                                " is by " + made_by(runs.front()) + ", and " + run.file + " by " +
                                made_by(run) + "; judge the clients again with the same mockmeter");
  }
}

std::string client_of(const SavedRun& run) {
  const Json& client = header_of(run.events)["client"];
  const auto version = client["version"].get<std::string>();
  return client["name"].get<std::string>() + (version.empty() ? "" : ' ' + version);
}

/// "drop-zone" of "runs/drops-zone.ndjson".
std::string stem_of(const std::string& path) { return std::filesystem::path(path).stem().string(); }

bool is_twice(const std::vector<std::string>& all, const std::string& text) {
  return std::count(all.begin(), all.end(), text) > 1;
}

template <typename Text>
std::vector<std::string> of_each(const std::vector<SavedRun>& runs, Text text) {
  std::vector<std::string> all;
  for (const SavedRun& run : runs) all.push_back(text(run));
  return all;
}

std::vector<std::string> labels_of(const std::vector<SavedRun>& runs) {
  const auto clients = of_each(runs, client_of);
  const auto files = of_each(runs, [](const SavedRun& run) { return stem_of(run.file); });
  std::vector<std::string> labels;
  std::set<std::string> taken;
  for (std::size_t index = 0; index < runs.size(); ++index) {
    std::string label = clients[index];
    if (is_twice(clients, label)) label += " (" + files[index] + ')';
    std::string own = label;
    for (int number = 2; !taken.insert(own).second; ++number) {
      own = label + " #" + std::to_string(number);
    }
    labels.push_back(std::move(own));
  }
  return labels;
}

}  // namespace

std::vector<Column> side_by_side(std::vector<SavedRun> runs) {
  check_same_suite(runs);
  const std::vector<std::string> labels = labels_of(runs);
  std::vector<Column> columns;
  for (std::size_t index = 0; index < runs.size(); ++index) {
    columns.push_back({labels[index], std::move(runs[index].events)});
  }
  return columns;
}

Rows rows_of(const std::vector<Column>& columns) {
  Rows rows;
  for (std::size_t index = 0; index < columns.size(); ++index) {
    for (const Json* event : cases_of(columns[index].events)) {
      auto& row = rows[(*event)["id"].get<std::string>()];
      row.resize(columns.size(), nullptr);
      row[index] = event;
    }
  }
  return rows;
}

}  // namespace mockmeter::conformance
