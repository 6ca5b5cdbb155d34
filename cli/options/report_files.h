#pragma once

#include <CLI/CLI.hpp>
#include <array>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "base/files/atomic_file.h"
#include "base/tables.h"
#include "base/text/wording.h"
#include "cli/commands/command.h"

namespace mockmeter::cli {

/// A report that will be written.
template <typename Format>
struct ReportFile {
  const Format* format;
  AtomicFile file;
};

/// Adds --report, for a table of formats: rows with a name and a function `text`.
template <typename Format, std::size_t kCount>
CLI::Option* add_report_option(CLI::App& app, std::vector<std::string>& reports,
                               const std::array<Format, kCount>& formats,
                               const std::string& more = {}) {
  return add_option(
             app, "--report", reports,
             "FORMAT=PATH, repeatable; formats: " + join_names(formats, &Format::name) + more)
      ->allow_extra_args(false);
}

/// Opens one more, which `--report FORMAT=PATH` names. Throws std::invalid_argument that names the
/// formats, or the report that goes to the same place, and what AtomicFile throws.
template <typename Format, std::size_t kCount>
void open_report_beside(std::vector<ReportFile<Format>>& reports, const std::string& text,
                        const std::array<Format, kCount>& formats) {
  const std::size_t equals = text.find('=');
  const Format* format = find_by(formats, &Format::name, text.substr(0, equals));
  if (format == nullptr || equals == text.npos || equals + 1 == text.size()) {
    throw std::invalid_argument("--report \"" + text + "\": use FORMAT=PATH, with a format of " +
                                join_names(formats, &Format::name));
  }
  const std::string name(format->name);
  std::string path = text.substr(equals + 1);
  if (path == "-") {
    throw std::invalid_argument("--report \"" + text + "\": for stdout use " + name +
                                "=/dev/stdout");
  }
  ReportFile<Format> opened{format, AtomicFile("--report", std::move(path))};
  for (const ReportFile<Format>& other : reports) {
    if (!opened.file.shares_place_with(other.file)) continue;
    throw std::invalid_argument("two reports cannot go to one file: --report " +
                                std::string(other.format->name) + " and " + name + " both name " +
                                opened.file.path());
  }
  reports.push_back(std::move(opened));
}

template <typename Format, std::size_t kCount>
std::vector<ReportFile<Format>> open_reports(const std::vector<std::string>& texts,
                                             const std::array<Format, kCount>& formats) {
  std::vector<ReportFile<Format>> reports;
  for (const std::string& text : texts) open_report_beside(reports, text, formats);
  return reports;
}

/// False when one could not be written; the others are.
template <typename Format, typename Subject>
bool write_reports(std::vector<ReportFile<Format>>& reports, const Subject& subject) {
  bool all_written = true;
  for (auto& [format, file] : reports) {
    try {
      file.publish(format->text(subject));
    } catch (const std::exception& error) {
      std::cerr << "mockmeter: " << error.what() << '\n';
      all_written = false;
    }
  }
  return all_written;
}

}  // namespace mockmeter::cli
