#include "conformance/adapters/reference/connection.h"

#include <httplib.h>
#include <sys/socket.h>

#include <optional>

#include "conformance/adapters/reference/alarm.h"
#include "conformance/adapters/reference/body.h"
#include "conformance/adapters/reference/call_error.h"
#include "conformance/adapters/reference/tls.h"

namespace reference {
namespace {

using std::chrono::steady_clock;

/// No documented answer comes near; a server that sends more is not to fill the memory.
constexpr std::size_t kLargestBody = 64 << 20;

/// Linux makes at least two kilobytes of it.
void shrink_window(int socket) {
  const int size = 1;
  setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
}

std::unique_ptr<httplib::ClientImpl> make_client(const Origin& origin, const std::string& ca_file,
                                                 const Bugs& bugs, const Manners& manners) {
  auto client = origin.tls ? make_tls_client(origin, ca_file, bugs)
                           : std::make_unique<httplib::ClientImpl>(origin.host, origin.port);
  client->set_keep_alive(true);
  client->set_tcp_nodelay(true);
  if (manners.has(Manner::kSmallWindow)) client->set_socket_options(shrink_window);
  client->set_url_encode(false);  // the target is encoded, and stays as it is
  // cpp-httplib does not notice a gzip stream that ends early, and no end behind its first member.
  client->set_decompress(false);
  return client;
}

/// What has come of an answer so far.
struct Received {
  Answer answer;
  bool began = false;  ///< status and header fields are there

  void begin(const httplib::Response& response) {
    began = true;
    answer.status = response.status;
    answer.fields.assign(response.headers.begin(), response.headers.end());
  }
  bool take(const char* data, std::size_t size, const Bugs& bugs) {
    const bool chunked = !find_field(answer.fields, "Transfer-Encoding").empty();
    if (chunked && bugs.has(Bug::kFirstChunk) && !answer.body.empty()) return true;
    answer.body.append(data, size);
    return answer.body.size() <= kLargestBody;
  }
};

/// Source: RFC 9110 15.4.5 "A 304 response is terminated by the end of the header section";
/// cpp-httplib would wait for a body.
bool has_body(const httplib::Response& response) { return response.status != 304; }

httplib::Request to_httplib(const Request& request, Received& received, const Bugs& bugs) {
  httplib::Request message;
  message.method = request.method;
  message.path = request.target;
  message.body = request.body;
  for (const auto& [name, value] : request.fields) message.headers.emplace(name, value);
  message.response_handler = [&](const httplib::Response& response) {
    received.begin(response);
    return has_body(response);
  };
  message.content_receiver = [&](const char* data, std::size_t size, std::uint64_t, std::uint64_t) {
    return received.take(data, size, bugs);
  };
  return message;
}

bool is_tls(httplib::Error error) {
  return error == httplib::Error::SSLConnection || error == httplib::Error::SSLLoadingCerts ||
         error == httplib::Error::SSLServerVerification;
}

CallError failure(httplib::Error error, const Received& received, bool late) {
  if (late || error == httplib::Error::ConnectionTimeout) {
    return {Kind::kTimeout, "the answer was not there in time"};
  }
  if (is_tls(error)) return {Kind::kTls, "no trusted connection to the server"};
  if (received.answer.body.size() > kLargestBody) {
    return {Kind::kDecode, "the answer is larger than 64 MB"};
  }
  if (!received.began) return {Kind::kConnection, "no answer: " + httplib::to_string(error)};
  CallError truncated(Kind::kTruncated, "the connection was lost within the answer");
  truncated.status = received.answer.status;
  return truncated;
}

}  // namespace

Connection::Connection(const Origin& origin, const std::string& ca_file, const Bugs& bugs,
                       const Manners& manners)
    : bugs_(bugs), client_(make_client(origin, ca_file, bugs, manners)) {}

Connection::~Connection() = default;

bool Connection::is_stale() const {
  char byte;
  return client_->is_socket_open() == 0 ||
         recv(client_->socket(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

Answer Connection::exchange(const Request& request, std::chrono::milliseconds timeout) {
  if (bugs_.has(Bug::kNoTimeout)) timeout = std::chrono::hours(24);
  const auto deadline = steady_clock::now() + timeout;
  client_->set_connection_timeout(timeout);
  client_->set_read_timeout(timeout);
  client_->set_write_timeout(timeout);
  Received received;
  httplib::Request message = to_httplib(request, received, bugs_);
  httplib::Response response;
  auto error = httplib::Error::Success;
  used_ = true;
  bool whole = false;
  {
    // cpp-httplib's timeouts are for each read: an answer that dribbles in would go on for ever.
    std::optional<Alarm> alarm;
    if (!bugs_.has(Bug::kTimeoutPerRead)) alarm.emplace(deadline, [this] { client_->stop(); });
    whole = client_->send(message, response, error);
  }
  if (whole) received.begin(response);
  if (whole || (received.began && error == httplib::Error::Canceled && !has_body(response))) {
    return whole_answer(std::move(received.answer), kLargestBody, bugs_);
  }
  const CallError reason = failure(error, received, steady_clock::now() >= deadline);
  if (reason.kind != Kind::kTruncated) throw reason;
  return partial_answer(std::move(received.answer), reason, bugs_);
}

}  // namespace reference
