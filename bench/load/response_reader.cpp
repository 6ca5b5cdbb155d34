#include "bench/load/response_reader.h"

#include <algorithm>
#include <optional>

#include "base/text/ascii.h"
#include "base/text/numbers.h"

namespace mockmeter::load {
namespace {

constexpr std::size_t kMaxHead = 64 * 1024;

}  // namespace

std::size_t ResponseReader::take(std::string_view bytes) {
  std::size_t taken = 0;
  while (taken < bytes.size() && !complete() && !broken()) {
    const std::string_view rest = bytes.substr(taken);
    const bool in_body =
        step_ == Step::kCounted || step_ == Step::kChunk || step_ == Step::kUntilClose;
    taken += in_body ? take_body(rest) : take_line(rest);
  }
  return taken;
}

void ResponseReader::take_end() {
  if (!complete()) step_ = step_ == Step::kUntilClose ? Step::kComplete : Step::kBroken;
}

std::size_t ResponseReader::take_body(std::string_view bytes) {
  if (step_ == Step::kUntilClose) return bytes.size();
  const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
  left_ -= size;
  if (left_ == 0) step_ = step_ == Step::kChunk ? Step::kChunkEnd : Step::kComplete;
  return size;
}

std::size_t ResponseReader::take_line(std::string_view bytes) {
  const std::size_t end = bytes.find('\n');
  const std::size_t size = end == std::string_view::npos ? bytes.size() : end + 1;
  head_size_ += size;
  if (head_size_ > kMaxHead) {
    step_ = Step::kBroken;
    return size;
  }
  std::string_view line = bytes.substr(0, size);
  if (!line_.empty() || end == std::string_view::npos) line = line_.append(line);
  if (end == std::string_view::npos) return size;
  line.remove_suffix(line.ends_with("\r\n") ? 2 : 1);
  on_line(line);
  line_.clear();
  return size;
}

void ResponseReader::on_line(std::string_view line) {
  switch (step_) {
    case Step::kHead:
      on_head_line(line);
      break;
    case Step::kChunkSize:
      on_chunk_size(line);
      break;
    case Step::kChunkEnd:
      step_ = line.empty() ? Step::kChunkSize : Step::kBroken;
      break;
    default:  // kTrailer
      if (line.empty()) step_ = Step::kComplete;
  }
}

void ResponseReader::on_head_line(std::string_view line) {
  if (status_ == 0) return on_status_line(line);
  if (line.empty()) return on_head_end();
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) {
    step_ = Step::kBroken;
    return;
  }
  on_field(line.substr(0, colon), trimmed(line.substr(colon + 1)));
}

void ResponseReader::on_status_line(std::string_view line) {
  const bool is_http = line.starts_with("HTTP/1.") && line.size() >= 12 && line[8] == ' ';
  const auto status = is_http ? whole_number<std::uint64_t>(line.substr(9, 3)) : std::nullopt;
  if (!status || *status < 100) {
    step_ = Step::kBroken;
    return;
  }
  status_ = static_cast<int>(*status);
  keep_alive_ = line[7] != '0';
}

void ResponseReader::on_field(std::string_view name, std::string_view value) {
  if (equal_without_case(name, "Content-Length")) {
    const auto length = whole_number<std::uint64_t>(value);
    if (!length) step_ = Step::kBroken;
    counted_ = true;
    left_ = length.value_or(0);
  } else if (equal_without_case(name, "Transfer-Encoding")) {
    chunked_ = equal_without_case(value, "chunked");
    if (!chunked_) step_ = Step::kBroken;
  } else if (equal_without_case(name, "Connection")) {
    if (equal_without_case(value, "close")) keep_alive_ = false;
    if (equal_without_case(value, "keep-alive")) keep_alive_ = true;
  }
}

void ResponseReader::on_head_end() {
  const bool interim = status_ < 200;
  const bool has_body = status_ != 204 && status_ != 304;
  if (interim) {
    status_ = 0;
    chunked_ = counted_ = false;
    left_ = 0;
  } else if (has_body && chunked_) {
    step_ = Step::kChunkSize;
  } else if (!has_body || (counted_ && left_ == 0)) {
    step_ = Step::kComplete;
  } else if (counted_) {
    step_ = Step::kCounted;
  } else {
    keep_alive_ = false;
    step_ = Step::kUntilClose;
  }
}

void ResponseReader::on_chunk_size(std::string_view line) {
  const auto size = whole_number<std::uint64_t>(trimmed(line.substr(0, line.find(';'))), 16);
  head_size_ = 0;  // bounds each line from here on, not the number of chunks
  if (!size) {
    step_ = Step::kBroken;
  } else {
    left_ = *size;
    step_ = left_ == 0 ? Step::kTrailer : Step::kChunk;
  }
}

}  // namespace mockmeter::load
