#pragma once

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/recording/recording.h"
#include "tests/support/scratch.h"

namespace mockmeter {

/// A recording in a file of its own, "run.har".
class RecordingFile {
 public:
  explicit RecordingFile(std::string_view text) : path_(folder_.file("run.har")) {
    std::ofstream(path_, std::ios::binary) << text;
  }
  const std::string& path() const { return path_; }

 private:
  Folder folder_;
  std::string path_;
};

inline std::vector<RecordedExchange> exchanges_in(std::string_view text) {
  const RecordingFile file(text);
  std::vector<RecordedExchange> exchanges;
  read_recording(file.path(),
                 [&](RecordedExchange exchange) { exchanges.push_back(std::move(exchange)); });
  return exchanges;
}

/// What it is refused with, from the name of the file on; empty when it is read.
inline std::string error_text(std::string_view text) {
  try {
    exchanges_in(text);
  } catch (const RecordingError& error) {
    const std::string what = error.what();
    return what.substr(std::min(what.find("run.har"), what.size()));
  }
  return {};
}

}  // namespace mockmeter
