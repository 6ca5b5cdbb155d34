#include "base/recording/file_bytes.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/recording/formats.h"
#include "base/text/utf8.h"

namespace mockmeter {
namespace {

constexpr std::size_t kBuffer = 256UL * 1024;

}  // namespace

FileBytes::FileBytes(std::string path) : path_(std::move(path)), file_(path_, std::ios::binary) {
  std::error_code ignored;
  if (!file_ || std::filesystem::is_directory(path_, ignored)) {
    throw RecordingError("cannot read " + path_ + "; is it a file, and readable?");
  }
  fill();
  at_ = buffer_.size() - without_byte_order_mark(buffer_).size();
}

bool FileBytes::at_end() {
  if (at_ == buffer_.size()) fill();
  return at_ == buffer_.size();
}

void FileBytes::next() {
  ++at_;
  if (position() - marked_ > kMaxRecordedBytes) refuse_length();
}

void FileBytes::refuse_length() const {
  throw RecordingError(path_ + ": byte " + std::to_string(marked_) + ": more than " +
                       megabytes_text(kMaxRecordedBytes) +
                       " for one exchange; record again without it");
}

void FileBytes::fill() {
  passed_ += buffer_.size();
  at_ = 0;
  buffer_.resize(kBuffer);
  file_.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
  buffer_.resize(static_cast<std::size_t>(file_.gcount()));
}

std::string_view FileBytes::ahead() {
  if (at_end()) return {};
  return std::string_view(buffer_).substr(at_);
}

std::string FileBytes::line(bool& is_ended) {
  mark();
  std::string line;
  is_ended = false;
  while (!is_ended && !at_end()) {
    const std::string_view rest = ahead();
    const std::size_t length = std::min(rest.find('\n'), rest.size());
    if (line.size() + length > kMaxRecordedBytes) refuse_length();
    line += rest.substr(0, length);
    is_ended = length < rest.size();
    at_ += length + (is_ended ? 1 : 0);
  }
  return line;
}

}  // namespace mockmeter
