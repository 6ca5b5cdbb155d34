#include "conformance/report/columns.h"

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <utility>

#include "base/text/wording.h"
#include "conformance/report/summary.h"

namespace mockmeter::conformance {
namespace {

std::string made_by(const RunRecord& run) {
  return "mockmeter " + run.version + ", suite " + run.suite;
}

void check_same_suite(const std::vector<SavedRun>& runs) {
  const SavedRun& first = runs.front();
  for (const auto& [file, run] : runs) {
    if (made_by(run) == made_by(first.run)) continue;
    throw std::invalid_argument("these runs cannot stand side by side: " + first.file + " is by " +
                                made_by(first.run) + ", and " + file + " by " + made_by(run) +
                                "; test the clients again with the same mockmeter");
  }
}

/// "acme 2.4.1", with the name of the file when another client is called so: "drops-zone" of
/// "runs/drops-zone.ndjson".
std::string label_of(const SavedRun& saved, const std::vector<SavedRun>& runs) {
  std::string client = client_name(saved.run.client);
  const auto is_same = [&](const SavedRun& other) {
    return client_name(other.run.client) == client;
  };
  if (std::ranges::count_if(runs, is_same) == 1) return client;
  return client + " (" + std::filesystem::path(saved.file).stem().string() + ')';
}

}  // namespace

std::vector<Column> side_by_side(std::vector<SavedRun> runs) {
  check_same_suite(runs);
  std::vector<std::string> labels;
  for (const SavedRun& saved : runs) labels.push_back(label_of(saved, runs));
  labels = tell_apart(std::move(labels));
  std::vector<Column> columns;
  for (std::size_t index = 0; index < runs.size(); ++index) {
    columns.push_back({labels[index], std::move(runs[index].run)});
  }
  return columns;
}

}  // namespace mockmeter::conformance
