#include "server/http/transport.h"

#include <linux/sockios.h>
#include <sys/ioctl.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text/ascii.h"

namespace mockmeter {
namespace {

bool is_broken(const asio::error_code& error) { return error && error != asio::error::would_block; }

}  // namespace

Transport::Transport(asio::ip::tcp::socket socket, const TlsContext* tls, WireCount& count)
    : socket_(std::move(socket)),
      session_(tls == nullptr ? nullptr : std::make_unique<TlsSession>(*tls)),
      count_(count) {}

Transport::Input Transport::read(asio::mutable_buffer scratch) {
  return session_ ? read_encrypted(scratch) : read_plain(scratch);
}

Transport::Input Transport::read_plain(asio::mutable_buffer buffer) {
  asio::error_code error;
  const std::size_t size = socket_.read_some(buffer, error);
  count_.received.add(size);
  return {{static_cast<const char*>(buffer.data()), size},
          is_broken(error) ? State::kEnded : State::kOpen};
}

Transport::Input Transport::read_encrypted(asio::mutable_buffer scratch) {
  std::array<char, TlsSession::kLargestRecord> wire;  // NOLINT(*-member-init): it is overwritten
  const auto [bytes, state] = read_plain(asio::buffer(wire));
  if (bytes.empty()) return {{}, state};
  // Source: RFC 8446 section 5.1: TLS begins with the byte 22. HTTP begins with a method.
  if (!std::exchange(heard_, true) && is_letter(bytes.front())) {
    session_.reset();
    return {{}, State::kNotTls};
  }
  const TlsSession::Decrypted plain =
      session_->decrypt(bytes, {static_cast<char*>(scratch.data()), scratch.size()}, unsent_);
  if (!flush()) return {{}, State::kEnded};
  switch (plain.state) {
    case TlsSession::State::kOpen:
      return {plain.bytes, State::kOpen};
    case TlsSession::State::kEnded:
      return {plain.bytes, State::kEnded};
    case TlsSession::State::kFailed:
      session_.reset();
  }
  return {{}, State::kFailed};
}

bool Transport::send(std::string_view head, std::string_view body) {
  if (session_) {
    session_->encrypt(head, unsent_);
    session_->encrypt(body, unsent_);
    return flush();
  }
  std::size_t sent = 0;
  if (unsent_.empty()) {
    const std::array<asio::const_buffer, 2> both{asio::buffer(head), asio::buffer(body)};
    asio::error_code error;
    sent = socket_.send(both, 0, error);
    count_.sent.add(sent);
    if (is_broken(error)) return false;
  }
  const std::size_t of_head = std::min(sent, head.size());
  unsent_ += head.substr(of_head);
  unsent_ += body.substr(sent - of_head);
  return true;
}

bool Transport::flush() {
  if (unsent_.empty()) return true;
  asio::error_code error;
  const std::size_t sent = socket_.send(asio::buffer(unsent_) + unsent_from_, 0, error);
  count_.sent.add(sent);
  unsent_from_ += sent;
  if (unsent_from_ == unsent_.size()) {
    std::string().swap(unsent_);
    unsent_from_ = 0;
  }
  return !is_broken(error);
}

bool Transport::all_delivered() {
  int unacknowledged = 0;
  ioctl(socket_.native_handle(), SIOCOUTQ, &unacknowledged);
  return unacknowledged == 0;
}

void Transport::end_session() {
  if (session_ && all_sent()) {
    session_->finish(unsent_);
    flush();
  }
}

void Transport::finish() {
  end_session();
  asio::error_code ignored;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
}

void Transport::close() {
  end_session();
  asio::error_code ignored;
  socket_.close(ignored);
}

void Transport::reset() {
  session_.reset();  // a reset says nothing
  asio::error_code ignored;
  socket_.set_option(asio::socket_base::linger(true, 0), ignored);
  socket_.close(ignored);
}

}  // namespace mockmeter
