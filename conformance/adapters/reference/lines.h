#pragma once

#include <iosfwd>
#include <mutex>
#include <string>

#include "conformance/adapters/reference/json.h"
#include "conformance/adapters/reference/manners.h"

namespace reference {

/// Writes messages, each on a line of its own. Thread-safe.
class Lines {
 public:
  Lines(std::ostream& out, const Manners& manners) : out_(out), manners_(manners) {}

  void write(const Json& message);

 private:
  void write_in_pieces(const std::string& line);

  std::mutex mutex_;
  std::ostream& out_;
  const Manners& manners_;
};

}  // namespace reference
