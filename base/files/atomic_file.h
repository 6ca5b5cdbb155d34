#pragma once

#include <string>
#include <string_view>

namespace mockmeter {

/// A file that appears whole or not at all: it is written beside its place and renamed. What is
/// there already and is no regular file, such as /dev/stdout, is written in place.
class AtomicFile {
 public:
  /// Throws std::runtime_error that names `option` and the path when it cannot be written.
  AtomicFile(std::string option, std::string path);
  /// Removes what was written when it was not published.
  ~AtomicFile();
  AtomicFile(AtomicFile&& other) noexcept;
  AtomicFile& operator=(AtomicFile&&) = delete;

  const std::string& path() const { return path_; }
  /// Whether both would be the same file; what is written in place is shared by any number.
  bool shares_place_with(const AtomicFile& other) const;
  /// Once. Throws std::runtime_error as the constructor does.
  void publish(std::string_view text);

 private:
  [[noreturn]] void refuse(int reason) const;

  std::string option_;
  std::string path_;
  std::string draft_;  // where it is written; empty once it was published
};

}  // namespace mockmeter
