#include "conformance/adapters/reference/protocol/message_writer.h"

#include <ostream>

namespace reference {
namespace {

/// That many bytes go one by one, the others in halves: a result may be large.
constexpr std::size_t kSingleBytes = 100;

}  // namespace

void MessageWriter::write(const Json& message) {
  // Whatever a server put into its error message is to be UTF-8 here.
  const std::string line = message.dump(-1, ' ', false, Json::error_handler_t::replace);
  const std::lock_guard lock(mutex_);
  if (quirks_.has("in-pieces")) return write_in_pieces(line + "\r\n");
  out_ << line << '\n' << std::flush;
}

void MessageWriter::write_in_pieces(const std::string& line) {
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t size = at < kSingleBytes ? 1 : (line.size() - at + 1) / 2;
    out_ << line.substr(at, size) << std::flush;
    at += size;
  }
}

}  // namespace reference
