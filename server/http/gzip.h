#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace mockmeter {

/// A gzip compressor that keeps its tables between bodies. Not thread-safe.
class Gzip {
 public:
  Gzip();
  ~Gzip();

  /// The whole of `body` as one gzip member. The same bytes for the same body.
  std::string compress(std::string_view body);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace mockmeter
