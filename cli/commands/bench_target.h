#pragma once

#include <cstdint>
#include <string>

namespace mockmeter::cli {

/// Where a mock listens.
struct HostPort {
  std::string host;
  std::uint16_t port = 0;
};

/// Reads "http://HOST[:PORT]", with or without a slash behind it; an IPv6 address stands in
/// brackets. Throws std::invalid_argument saying what is wrong.
HostPort parse_url(const std::string& url);

/// The bytes of a GET for the example of an operation, with the credential of the default world.
/// Throws std::invalid_argument when there is no such operation, or when it changes something: a
/// benchmark may ask a million times.
struct BenchRequest {
  std::string operation;
  std::string target;
  std::string bytes;
};
/// `target`: another one than that of the example, "/v2/users".
BenchRequest make_bench_request(const std::string& operation_id, const HostPort& address,
                                std::string target = {});

}  // namespace mockmeter::cli
