#include "server/http/transport.h"

#include <linux/sockios.h>
#include <sys/ioctl.h>

#include <algorithm>
#include <array>

namespace mockmeter {
namespace {

bool is_broken(const asio::error_code& error) { return error && error != asio::error::would_block; }

}  // namespace

Transport::Input Transport::read(asio::mutable_buffer scratch) {
  asio::error_code error;
  const std::size_t size = socket_.read_some(scratch, error);
  return {{static_cast<const char*>(scratch.data()), size}, is_broken(error)};
}

bool Transport::send(std::string_view head, std::string_view body) {
  std::size_t sent = 0;
  if (unsent_.empty()) {
    const std::array<asio::const_buffer, 2> both{asio::buffer(head), asio::buffer(body)};
    asio::error_code error;
    sent = socket_.send(both, 0, error);
    if (is_broken(error)) {
      return false;
    }
  }
  const std::size_t of_head = std::min(sent, head.size());
  unsent_ += head.substr(of_head);
  unsent_ += body.substr(sent - of_head);
  return true;
}

bool Transport::flush() {
  asio::error_code error;
  unsent_from_ += socket_.send(asio::buffer(unsent_) + unsent_from_, 0, error);
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

void Transport::finish() {
  asio::error_code ignored;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
}

void Transport::close() {
  asio::error_code ignored;
  socket_.close(ignored);
}

void Transport::reset() {
  asio::error_code ignored;
  socket_.set_option(asio::socket_base::linger(true, 0), ignored);
  socket_.close(ignored);
}

}  // namespace mockmeter
