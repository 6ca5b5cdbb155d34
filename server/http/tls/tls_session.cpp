#include "server/http/tls/tls_session.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace mockmeter {
namespace {

long control_wire(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

}  // namespace

int TlsSession::read_wire(BIO* bio, char* to, int size) {
  std::string_view& in = static_cast<Wire*>(BIO_get_data(bio))->in;
  BIO_clear_retry_flags(bio);
  if (in.empty()) {
    BIO_set_retry_read(bio);
    return -1;
  }
  const std::size_t taken = std::min(in.size(), static_cast<std::size_t>(size));
  std::memcpy(to, in.data(), taken);
  in.remove_prefix(taken);
  return static_cast<int>(taken);
}

int TlsSession::write_wire(BIO* bio, const char* from, int size) {
  static_cast<Wire*>(BIO_get_data(bio))->out->append(from, static_cast<std::size_t>(size));
  return size;
}

/// OpenSSL's own memory BIO would copy once more, and clear all it ever held after each response.
BIO* TlsSession::new_bio(Wire& wire) {
  static BIO_METHOD* const kMethod = [] {
    BIO_METHOD* method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "mockmeter wire");
    BIO_meth_set_read(method, read_wire);
    BIO_meth_set_write(method, write_wire);
    BIO_meth_set_ctrl(method, control_wire);
    return method;
  }();
  BIO* bio = BIO_new(kMethod);
  if (bio == nullptr) throw std::bad_alloc();
  BIO_set_data(bio, &wire);
  BIO_set_init(bio, 1);
  return bio;
}

TlsSession::TlsSession(const TlsContext& context) : ssl_(context.new_session()) {
  if (ssl_ == nullptr) throw std::bad_alloc();
  BIO* both_ways = new_bio(wire_);
  SSL_set_bio(ssl_.get(), both_ways, both_ways);  // takes it over
  SSL_set_accept_state(ssl_.get());
}

TlsSession::Decrypted TlsSession::decrypt(std::string_view wire, std::span<char> buffer,
                                          std::string& reply) {
  wire_ = {wire, &reply};
  ERR_clear_error();
  std::size_t filled = 0;
  std::size_t size = 0;
  int result = 1;
  while ((result = SSL_read_ex(ssl_.get(), buffer.data() + filled, buffer.size() - filled,
                               &size)) == 1) {
    filled += size;
  }
  const int reason = SSL_get_error(ssl_.get(), result);
  ERR_clear_error();
  return {{buffer.data(), filled},
          reason == SSL_ERROR_WANT_READ     ? State::kOpen
          : reason == SSL_ERROR_ZERO_RETURN ? State::kEnded
                                            : State::kFailed};
}

void TlsSession::encrypt(std::string_view bytes, std::string& wire) {
  if (bytes.empty()) return;
  wire_ = {{}, &wire};
  constexpr std::size_t kOverhead = SSL3_RT_MAX_ENCRYPTED_OVERHEAD + SSL3_RT_HEADER_LENGTH;
  wire.reserve(wire.size() + bytes.size() + (bytes.size() / kLargestRecord + 1) * kOverhead);
  std::size_t written = 0;
  SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &written);
}

void TlsSession::finish(std::string& wire) {
  if (!established() || (SSL_get_shutdown(ssl_.get()) & SSL_SENT_SHUTDOWN) != 0) return;
  wire_ = {{}, &wire};
  SSL_shutdown(ssl_.get());
  ERR_clear_error();
}

}  // namespace mockmeter
