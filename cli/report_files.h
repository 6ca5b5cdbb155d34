#pragma once

#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "cli/draft_file.h"

namespace mockmeter::cli {

/// A report that will be written.
template <typename Format>
struct ReportFile {
  const Format* format;
  DraftFile file;
};

/// Opens what `--report FORMAT=PATH` names. `find` looks a format up by its name, null = unknown.
/// Throws std::invalid_argument that names the formats, and what DraftFile throws.
template <typename Format>
ReportFile<Format> open_report(const std::string& text, const Format* (*find)(std::string_view),
                               const std::string& names) {
  const std::size_t equals = text.find('=');
  const Format* format = find(std::string_view(text).substr(0, equals));
  if (format == nullptr || equals == text.npos || equals + 1 == text.size()) {
    throw std::invalid_argument("--report \"" + text + "\": use FORMAT=PATH, with a format of " +
                                names);
  }
  return {format, DraftFile("--report", text.substr(equals + 1))};
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
