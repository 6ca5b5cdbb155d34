#include <cstdint>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/fuzz/corpus.h"

// Gives a fuzz target every input of a corpus, without libFuzzer: what was found once is tested
// always, with any compiler. A broken property aborts, so the last line that is named is the input.
// Usage: NAME_fuzz CORPUS_FILE

// NOLINTNEXTLINE(readability-redundant-declaration): where it is joined with the target
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int count, char** arguments) try {
  if (count != 2) throw std::invalid_argument("usage: replay CORPUS_FILE");
  int line = 0;
  for (const std::string& input : mockmeter::fuzz::read_corpus(arguments[1])) {
    std::printf("%s, line %d\n", arguments[1], ++line);
    std::fflush(stdout);
    // A copy of exactly this size: a read behind it is seen.
    const std::vector<std::uint8_t> bytes(input.begin(), input.end());
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
  }
  std::printf("%d inputs\n", line);
  return line > 0 ? 0 : 1;  // an empty corpus tests nothing
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 2;
}
