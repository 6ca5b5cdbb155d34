#pragma once

#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/files/atomic_file.h"

namespace mockmeter::cli {

/// A report that will be written.
template <typename Format>
struct ReportFile {
  const Format* format;
  AtomicFile file;
};

/// Opens one more, which `--report FORMAT=PATH` names. `find` looks a format up by its name, null =
/// unknown. Throws std::invalid_argument that names the formats, or the report that goes to the
/// same place, and what AtomicFile throws.
template <typename Format>
void open_report_beside(std::vector<ReportFile<Format>>& reports, const std::string& text,
                        const Format* (*find)(std::string_view), const std::string& names) {
  const std::size_t equals = text.find('=');
  const Format* format = find(std::string_view(text).substr(0, equals));
  if (format == nullptr || equals == text.npos || equals + 1 == text.size()) {
    throw std::invalid_argument("--report \"" + text + "\": use FORMAT=PATH, with a format of " +
                                names);
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
