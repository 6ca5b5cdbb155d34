#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>

#include "tests/fuzz/corpus.h"

// A corpus is one file here and one file per input for libFuzzer; this goes from one to the other.
// Usage: corpus_files unpack CORPUS_FILE FOLDER
//        corpus_files pack FOLDER CORPUS_FILE

namespace {

namespace files = std::filesystem;

void unpack(const files::path& corpus, const files::path& folder) {
  files::create_directories(folder);
  std::size_t number = 0;
  for (const std::string& input : mockmeter::fuzz::read_corpus(corpus)) {
    std::ofstream file(folder / std::to_string(++number), std::ios::binary);
    file << input;
    if (!file.flush()) throw std::runtime_error("cannot write into " + folder.string());
  }
}

void pack(const files::path& folder, const files::path& corpus) {
  std::vector<std::string> inputs;
  for (const auto& entry : files::directory_iterator(folder)) {
    std::ifstream file(entry.path(), std::ios::binary);
    inputs.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  mockmeter::fuzz::write_corpus(corpus, std::move(inputs));
}

}  // namespace

int main(int count, char** arguments) try {
  const std::string_view command = count == 4 ? arguments[1] : "";
  if (command == "unpack") {
    unpack(arguments[2], arguments[3]);
  } else if (command == "pack") {
    pack(arguments[2], arguments[3]);
  } else {
    throw std::invalid_argument(
        "usage: corpus_files unpack CORPUS_FILE FOLDER | pack FOLDER CORPUS_FILE");
  }
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 2;
}
