#pragma once

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace mockmeter {

/// The bytes of a file behind its byte order mark, one after the other, or a line at a time.
/// Refuses to hand out more than a limit without a mark. Not thread-safe.
class FileBytes {
 public:
  /// Throws RecordingError when the file cannot be read.
  explicit FileBytes(std::string path);

  const std::string& path() const { return path_; }
  bool at_end();
  char front() const { return buffer_[at_]; }  ///< not at the end
  void next();                                 ///< throws RecordingError beyond the limit
  /// How many bytes were passed.
  std::uint64_t position() const { return passed_ + at_; }
  /// From here on the limit counts anew.
  void mark() { marked_ = position(); }
  /// What is in the buffer and not yet passed: at the begin of a file 256 KiB, or all.
  std::string_view ahead();
  /// The next line, without its line feed; `is_ended`: there was one. Not at the end.
  std::string line(bool& is_ended);

  /// Of an input iterator.
  class Iterator;

 private:
  void fill();
  [[noreturn]] void refuse_length() const;

  std::string path_;
  std::ifstream file_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::uint64_t passed_ = 0;  // before the buffer
  std::uint64_t marked_ = 0;
};

/// An input iterator over what is left; the default is the end.
class FileBytes::Iterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = char;

  Iterator() = default;
  explicit Iterator(FileBytes& bytes) : bytes_(&bytes) {}
  char operator*() const { return bytes_->front(); }
  Iterator& operator++() {
    bytes_->next();
    return *this;
  }
  void operator++(int) { ++*this; }
  bool operator==(const Iterator& other) const { return is_end() == other.is_end(); }
  bool operator!=(const Iterator& other) const { return !(*this == other); }

 private:
  bool is_end() const { return bytes_ == nullptr || bytes_->at_end(); }

  FileBytes* bytes_ = nullptr;
};

}  // namespace mockmeter
