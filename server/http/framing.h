#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "mockmeter/limits.h"
#include "server/api/message.h"
#include "server/http/grammar.h"
#include "server/http/rejection.h"

namespace mockmeter {

/// Cuts requests out of a stream of bytes: no socket, no clock. Strict, so that two readers of the
/// same bytes can never see different requests; bounded, so that no client can make it hold more
/// than `Limits`. One per connection; not thread-safe.
///
///   while (framer.feed(input) == Framer::State::kComplete) { respond(framer.request());
///   framer.next(); }
class Framer {
 public:
  enum class State {
    kMore,      ///< all of the input was taken and the request is not whole
    kComplete,  ///< request() is whole; what is left of the input belongs to the next one
    kRejected,  ///< rejection() says why; nothing more can be read from this connection
  };
  enum class Phase { kIdle, kHead, kBody };

  /// `limits` must outlive the framer. `connection`: its number, for Request::connection.
  explicit Framer(const Limits& limits, std::uint64_t connection = 0) : limits_(limits) {
    request_.connection = connection;
  }

  /// Takes bytes from the front of `input`.
  State feed(std::string_view& input);
  /// Forgets the request, ready for the one behind it.
  void next();

  Phase phase() const;  ///< for deadlines: kIdle before the first byte of a request
  const Request& request() const { return request_; }
  void set_waited(std::chrono::milliseconds time) { request_.waited = time; }
  const Rejection& rejection() const { return rejection_; }
  bool keep_alive() const { return keep_alive_; }  ///< what the client asked for
  bool http_1_0() const { return http_1_0_; }
  /// True once per request that wants "100 Continue" before it sends its body.
  bool take_expectation();

 private:
  /// What the next byte belongs to.
  enum class Part { kRequestLine, kField, kBody, kChunkSize, kChunk, kChunkEnd, kTrailer };

  void take_line(std::string_view& input);
  void take_data(std::string_view& input);
  void read_line(std::string_view line);
  void read_request_line(std::string_view line);
  void read_field(std::string_view line);
  void read_chunk_size(std::string_view line);
  void note_field(const FieldLine& field);
  void note_length(std::string_view value);
  void note_coding(std::string_view value);
  void note_host(std::string_view value);
  void finish_head();
  void begin_body();
  std::size_t line_limit() const;
  Rejection line_too_long(std::string_view piece) const;
  void reject(Rejection rejection);

  const Limits& limits_;
  State state_ = State::kMore;
  Part part_ = Part::kRequestLine;
  std::string partial_;  // the front of a line whose end has not come
  bool blank_line_seen_ = false;
  Request request_;
  Rejection rejection_;
  std::string authority_;  // of an absolute target
  bool http_1_0_ = false;
  bool keep_alive_ = true;
  bool expects_continue_ = false;
  bool chunked_ = false;
  std::size_t hosts_ = 0;
  std::size_t header_bytes_ = 0;
  std::size_t fields_ = 0;
  std::optional<std::size_t> content_length_;
  std::size_t missing_ = 0;  // bytes of the body or chunk still to come
};

}  // namespace mockmeter
