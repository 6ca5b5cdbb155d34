#include "tests/fuzz/corpus.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace mockmeter::fuzz {
namespace {

constexpr unsigned kTwoBytes = 0x80;  // from here on, UTF-8 needs two bytes for a character

std::string to_text(const std::string& bytes) {
  std::string utf8;
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    if (value < kTwoBytes) {
      utf8 += byte;
    } else {
      utf8 += static_cast<char>(0xC0U | (value >> 6U));
      utf8 += static_cast<char>(0x80U | (value & 0x3FU));
    }
  }
  return nlohmann::json(utf8).dump(-1, ' ', true);
}

std::string to_bytes(const std::string& text) {
  const auto utf8 = nlohmann::json::parse(text).get<std::string>();
  std::string bytes;
  for (std::size_t at = 0; at < utf8.size(); ++at) {
    unsigned value = static_cast<unsigned char>(utf8[at]);
    if (value >= kTwoBytes) {
      if (value > 0xC3U) throw std::invalid_argument("a character above U+00FF");
      value = ((value & 0x3U) << 6U) | (static_cast<unsigned char>(utf8.at(++at)) & 0x3FU);
    }
    bytes += static_cast<char>(value);
  }
  return bytes;
}

}  // namespace

std::vector<std::string> read_corpus(const std::filesystem::path& file) {
  std::ifstream lines(file);
  if (!lines) throw std::runtime_error("cannot read " + file.string());
  std::vector<std::string> inputs;
  for (std::string line; std::getline(lines, line);) {
    try {
      inputs.push_back(to_bytes(line));
    } catch (const std::exception& error) {
      throw std::runtime_error(file.string() + ", line " + std::to_string(inputs.size() + 1) +
                               ": " + error.what());
    }
  }
  return inputs;
}

void write_corpus(const std::filesystem::path& file, std::vector<std::string> inputs) {
  std::sort(inputs.begin(), inputs.end(), [](const std::string& one, const std::string& other) {
    return one.size() != other.size() ? one.size() < other.size() : one < other;
  });
  inputs.erase(std::unique(inputs.begin(), inputs.end()), inputs.end());
  std::ofstream lines(file);
  for (const std::string& input : inputs) lines << to_text(input) << '\n';
  if (!lines.flush()) throw std::runtime_error("cannot write " + file.string());
}

}  // namespace mockmeter::fuzz
