#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace mockmeter::fuzz {

/// The inputs of a corpus, which is a file of lines: each is a JSON string with a character from
/// U+0000 to U+00FF for each byte. Throws std::runtime_error, which names the file and the line,
/// when there is no such file or a line is something else.
std::vector<std::string> read_corpus(const std::filesystem::path& file);

/// Writes the inputs in order of their length, then of their bytes, each once.
void write_corpus(const std::filesystem::path& file, std::vector<std::string> inputs);

}  // namespace mockmeter::fuzz
