#include "conformance/check/http_client.h"

#include <httplib.h>

#include <utility>

namespace mockmeter::conformance {
namespace {

using std::chrono::steady_clock;

/// No documented answer comes near; a server that sends more is not to fill the memory.
constexpr std::size_t kLargestBody = 64 << 20;

std::string timeout_text(std::chrono::milliseconds time) {
  const auto count = time.count();
  return count % 1000 == 0 ? std::to_string(count / 1000) + " s" : std::to_string(count) + " ms";
}

void configure(httplib::Client& client, const HttpOptions& options) {
  client.set_connection_timeout(options.timeout);
  client.set_read_timeout(options.timeout);
  client.set_write_timeout(options.timeout);
  client.set_url_encode(false);  // the target is encoded, and stays as it is
  client.set_follow_location(false);
  client.enable_server_certificate_verification(!options.insecure);
  if (!options.ca_file.empty()) client.set_ca_cert_path(options.ca_file);
}

httplib::Request to_httplib(const Exchange& exchange) {
  httplib::Request request;
  request.method = exchange.method;
  request.path = exchange.target;
  request.body = exchange.body;
  for (const auto& [name, value] : exchange.headers) request.headers.emplace(name, value);
  return request;
}

TransportError error_of(httplib::Error error, bool is_over) {
  using httplib::Error;
  if (error == Error::SSLServerVerification || error == Error::SSLLoadingCerts) {
    return TransportError::kUntrusted;
  }
  if (is_over || error == Error::ConnectionTimeout) return TransportError::kTimeout;
  if (error == Error::Connection || error == Error::SSLConnection)
    return TransportError::kUnreachable;
  return TransportError::kBroken;
}

std::string error_text(TransportError trouble, httplib::Error error, const HttpOptions& options) {
  switch (trouble) {
    case TransportError::kUnreachable:
      return error == httplib::Error::SSLConnection ? "no TLS connection" : "no connection";
    case TransportError::kUntrusted:
      return "its certificate cannot be verified";
    case TransportError::kTimeout:
      return "no whole response within " + timeout_text(options.timeout);
    default:
      return "the connection broke before a whole response, or what came is no HTTP, or its coding "
             "is broken";
  }
}

}  // namespace

HttpResult send(const ServerUrl& address, Exchange exchange, const HttpOptions& options) {
  httplib::Client client(address.origin);
  configure(client, options);
  httplib::Request request = to_httplib(exchange);
  const auto start = steady_clock::now();
  const auto is_over = [&] { return steady_clock::now() - start >= options.timeout; };
  std::string body;
  // A server that sends a byte now and then never meets a read timeout.
  request.content_receiver = [&](const char* data, std::size_t size, std::uint64_t, std::uint64_t) {
    body.append(data, size);
    return body.size() <= kLargestBody && !is_over();
  };
  httplib::Response response;
  auto error = httplib::Error::Success;
  const bool is_whole = client.send(request, response, error);
  HttpResult reply;
  reply.took = steady_clock::now() - start;
  if (!is_whole) {
    reply.trouble = error_of(error, is_over());
    reply.words = error_text(reply.trouble, error, options);
  } else {
    exchange.status = response.status;
    exchange.response_headers.assign(response.headers.begin(), response.headers.end());
    exchange.response_body = std::move(body);
  }
  reply.exchange = std::move(exchange);
  return reply;
}

}  // namespace mockmeter::conformance
