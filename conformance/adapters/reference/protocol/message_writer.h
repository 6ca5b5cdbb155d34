#pragma once

#include <iosfwd>
#include <mutex>
#include <string>

#include "conformance/adapters/reference/common/json.h"
#include "conformance/adapters/reference/flags/quirks.h"

namespace reference {

/// Writes messages, each on a line of its own. Thread-safe.
class MessageWriter {
 public:
  MessageWriter(std::ostream& out, const QuirkSet& quirks) : out_(out), quirks_(quirks) {}

  void write(const Json& message);

 private:
  void write_in_pieces(const std::string& line);

  std::mutex mutex_;
  std::ostream& out_;
  const QuirkSet& quirks_;
};

}  // namespace reference
