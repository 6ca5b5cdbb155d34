#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mockmeter::load {

/// Finds where an HTTP/1.x answer to a GET ends in a stream of bytes, however they are cut, and
/// keeps nothing of its body. Memory is bounded: a head over 64 kB is broken. Pure.
class ResponseReader {
 public:
  /// Takes the bytes that belong to the response and returns how many those were; the rest is the
  /// next response's. Takes none once the response is complete or broken.
  std::size_t take(std::string_view bytes);

  /// The connection ended: completes a response whose body has no other end.
  void take_end();

  /// Whether any byte of the response has come.
  bool begun() const { return step_ != Step::kHead || head_size_ > 0 || !line_.empty(); }
  bool complete() const { return step_ == Step::kComplete; }
  bool broken() const { return step_ == Step::kBroken; }

  /// Of a complete answer.
  int status() const { return status_; }
  bool keep_alive() const { return keep_alive_; }

  /// Ready for the next response.
  void reset() { *this = ResponseReader{}; }

 private:
  enum class Step {
    kHead,
    kCounted,     ///< `left_` bytes of body to come
    kChunkSize,   ///< the line that opens a chunk
    kChunk,       ///< `left_` bytes of chunk to come
    kChunkEnd,    ///< the empty line behind a chunk
    kTrailer,     ///< lines up to an empty one
    kUntilClose,  ///< neither length nor chunks: the body ends with the connection
    kComplete,
    kBroken,
  };

  std::size_t take_line(std::string_view bytes);
  std::size_t take_body(std::string_view bytes);
  void on_line(std::string_view line);
  void on_head_line(std::string_view line);
  void on_status_line(std::string_view line);
  void on_field(std::string_view name, std::string_view value);
  void on_head_end();
  void on_chunk_size(std::string_view line);

  Step step_ = Step::kHead;
  std::string line_;           ///< the part of a line that has come
  std::size_t head_size_ = 0;  ///< bytes of all lines so far
  int status_ = 0;
  bool keep_alive_ = true;
  bool chunked_ = false;
  bool counted_ = false;
  std::uint64_t left_ = 0;
};

}  // namespace mockmeter::load
