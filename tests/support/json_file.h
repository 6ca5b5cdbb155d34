#pragma once

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "server/metering/json.h"

namespace mockmeter::testing {

/// Throws std::runtime_error when the file is not there, or no JSON.
inline Json read_json(const std::filesystem::path& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error(path.string() + " is missing: add it");
  Json document = Json::parse(file, nullptr, false);
  if (document.is_discarded()) throw std::runtime_error(path.string() + " is not JSON");
  return document;
}

}  // namespace mockmeter::testing
