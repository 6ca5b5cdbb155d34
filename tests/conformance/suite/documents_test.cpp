#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "conformance/data/embedded.h"
#include "conformance/model/json.h"

namespace mockmeter::conformance {
namespace {

/// A document that was taken apart into requirements without leaving out a word: their texts, one
/// behind the other and without white space, are the document's.
struct Document {
  const char* file;
  std::size_t sentences;
  std::size_t bytes;
  std::uint64_t digest;
};
constexpr Document kDocuments[] = {
    {"neon-account-consumption", 58, 2506, 0x963d1166c07c6941},
    {"upstash-stats", 117, 5728, 0xd9144268171e55e5},
    {"upstash-users", 138, 4888, 0x1e28c266d87fa82d},
    {"zkscore-get-usage", 79, 2292, 0x35cc3e84949de061},
};

/// FNV-1a: against slips, not against malice.
std::uint64_t digest_of(std::string_view text) {
  std::uint64_t digest = 0xcbf29ce484222325;
  for (const char byte : text) digest = (digest ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
  return digest;
}

bool is_space(char byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }

TEST(Documents, NoSentenceIsMissing) {
  for (const Document& document : kDocuments) {
    const std::string path = "conformance/requirements/" + std::string(document.file) + ".json";
    const Json file = Json::parse(find_file(suite_table(), path).value());
    EXPECT_EQ(file["requirements"].size(), document.sentences)
        << path
        << " is the whole document, sentence by sentence: a requirement of another document "
        << "belongs into the file of that document";
    std::string whole;
    for (const Json& entry : file["requirements"]) {
      whole += entry["text"].get_ref<const std::string&>();
    }
    std::erase_if(whole, is_space);
    EXPECT_EQ(whole.size(), document.bytes) << path;
    EXPECT_EQ(digest_of(whole), document.digest)
        << path << " says something else than its document did";
  }
}

}  // namespace
}  // namespace mockmeter::conformance
