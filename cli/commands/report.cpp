#include <unistd.h>

#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "base/files/file_text.h"
#include "cli/commands/command.h"
#include "cli/options/report_files.h"
#include "cli/terminal/terminal.h"
#include "conformance/report/columns.h"
#include "conformance/report/formats.h"
#include "conformance/report/stream/read_events.h"

namespace mockmeter::cli {
namespace {

namespace suite = conformance;

struct ReportOptions {
  std::vector<std::string> reports;  // "FORMAT=PATH"
  std::vector<std::string> files;
};

std::vector<suite::Column> read_columns(const std::vector<std::string>& files) {
  std::vector<suite::SavedRun> runs;
  for (const std::string& file : files) {
    const auto text = file_text(file);
    if (!text) throw std::invalid_argument("cannot read " + file + "; is it a file, and readable?");
    runs.push_back({file, suite::read_events(*text, file)});
  }
  return suite::side_by_side(std::move(runs));
}

std::string render(const suite::ReportFormat& format, const std::vector<suite::Column>& columns) {
  return columns.size() == 1 ? format.text(columns.front().run) : format.matrix(columns);
}

void check_shows(const suite::ReportFormat& format, std::size_t runs) {
  if (runs == 1 || format.matrix != nullptr) return;
  throw std::invalid_argument("--report " + std::string(format.name) + " shows one run, and " +
                              std::to_string(runs) +
                              " files are given; use html or text, or give one file");
}

void print(const std::vector<suite::Column>& columns) {
  std::cout << (columns.size() == 1
                    ? suite::text_report(columns.front().run, wants_color(STDOUT_FILENO),
                                         columns_of(STDOUT_FILENO))
                    : suite::text_matrix(columns));
}

int report(const ReportOptions& options) {
  std::vector<ReportFile<suite::ReportFormat>> reports;
  for (const std::string& text : options.reports) {
    open_report_beside(reports, text, suite::kReportFormats);
    check_shows(*reports.back().format, options.files.size());
  }
  const std::vector<suite::Column> columns = read_columns(options.files);
  if (reports.empty()) print(columns);
  for (auto& [format, file] : reports) file.publish(render(*format, columns));
  return kExitOk;
}

constexpr const char* kFooter =
    "FILE is what `mockmeter conform --report ndjson=FILE` wrote. Several become a matrix of cases "
    "and\nclients; they have to be of the same mockmeter. Without --report a text is printed.\n\n"
    "Exit code: 0 written, whatever the verdicts in it; 2 a file is no whole stream, they do not "
    "go\ntogether, or a report cannot be written.\n\n"
    "Examples:\n"
    "  mockmeter report run.ndjson\n"
    "  mockmeter report --report html=matrix.html ours.ndjson theirs.ndjson";

}  // namespace

Command add_report(CLI::App& app) {
  CLI::App* sub =
      app.add_subcommand("report", "Show saved runs of conform, or several clients side by side");
  sub->footer(kFooter);
  const auto options = std::make_shared<ReportOptions>();
  add_report_option(*sub, options->reports, suite::kReportFormats,
                    ". Of several files: html, text");
  sub->add_option("FILE", options->files, "Streams: conform --report ndjson=FILE")->required();
  return {sub, [options] { return report(*options); }};
}

}  // namespace mockmeter::cli
