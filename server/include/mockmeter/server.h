#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "mockmeter/certificates.h"
#include "mockmeter/exchange.h"
#include "mockmeter/finding.h"
#include "mockmeter/limits.h"
#include "mockmeter/scripted_response.h"
#include "mockmeter/traffic.h"

namespace mockmeter {

/// How a mock speaks https. Off unless one of them is set.
struct TlsOptions {
  /// With a certificate for localhost, 127.0.0.1, ::1 and the host, made at the start: its
  /// authority is Server::authority().
  bool generate = false;
  std::shared_ptr<const CertificateAuthority> authority;  ///< that vouches for it; null = a new one
  std::string certificate_file;  ///< or with this one: PEM, the server's own first
  std::string key_file;          ///< and its key: PEM, without a passphrase
  CertificateDefect defect = CertificateDefect::kNone;  ///< of the generated one

  bool is_on() const { return generate || !certificate_file.empty(); }
};

/// What a mock inside a program starts from. The defaults are those of `mockmeter serve`, on an
/// ephemeral port.
struct ServerOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;                      ///< 0 = any free port
  std::optional<std::uint16_t> admin_port;     ///< /__admin on a port of its own; 0 = any free port
  unsigned threads = 0;                        ///< 0 = one per core
  std::string world = "default";               ///< a built-in world's name, or a JSON file
  std::string clock = "2026-05-20T12:00:00Z";  ///< RFC 3339, "ticking:<instant>" or "now"
  std::uint64_t seed = 1;
  std::map<std::string, std::string> variants;  ///< {"acme.period_30d", "observed"}
  std::vector<std::string> providers;           ///< only these; empty = all
  bool rate_limits = false;           ///< enforce the documented rate limits; shown they are anyway
  bool lifecycle = true;              ///< deprecate and remove operations as the world says
  std::size_t journal_size = 10'000;  ///< requests that the journal keeps; 0 = none, only counted
  std::string store = "memory";  ///< where the state lasts: "memory", "sqlite:FILE", "redis://HOST"
  std::string journal_file;      ///< one JSON object per answered request is appended here
  std::vector<std::string> faults;  ///< "status=503,times=2"; `mockmeter list faults`
  Limits limits;
  bool cors = false;        ///< let pages of any origin read the responses of the APIs
  std::string admin_token;  ///< that /__admin asks for, /health excepted; empty = none
  /// Host names beside those of this machine by which clients may call /__admin: "mock", without a
  /// port. A generated certificate is valid for them, too.
  std::vector<std::string> admin_hosts{};
  /// Called for POST /__admin/shutdown, which is there only when this is set. Must not block; the
  /// answer leaves after it returned.
  std::function<void()> on_shutdown{};
  TlsOptions tls{};
  bool record_exchanges = false;  ///< keep every exchange for exchanges(), secrets and all
};

/// A mock that runs inside this program: listening when the constructor returns, stopped when the
/// object dies. Every member may be called from any thread.
///
///   mockmeter::Server mock;
///   my_client.set_base_url(mock.url() + "/v2");
///
/// Throws std::runtime_error naming the value and the remedy when an option cannot be used or the
/// port is taken; then nothing is bound.
class Server {
 public:
  explicit Server(const ServerOptions& options = {});
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  const std::string& url() const;  ///< "http://127.0.0.1:40123" or "https://..."; no trailing slash
  std::uint16_t port() const;
  /// Where the control plane is: "http://127.0.0.1:40123/__admin", no trailing slash.
  const std::string& admin_url() const;
  bool serves(const std::string& provider) const;
  /// The certificate that a client has to trust, PEM; empty unless one was generated.
  const std::string& authority() const;

  /// As `--clock`. Throws std::invalid_argument when the text is no clock.
  void set_clock(const std::string& clock);
  /// Throws std::invalid_argument naming what is allowed.
  void set_variant(const std::string& name, const std::string& value);
  /// As `--fault`; it waits behind those that are there. Throws std::invalid_argument that says
  /// what was expected.
  void add_fault(const std::string& fault);
  /// Removes every fault, those of the start too.
  void clear_faults();
  /// What the clients did so far and should not do, in the order in which it first showed. Requests
  /// that the journal no longer keeps are not examined.
  std::vector<Finding> findings() const;
  /// What was asked so far, and how it was answered.
  RequestTotals requests() const;
  /// The connections and bytes that this took.
  WireTraffic traffic() const;
  /// From now on requests to the APIs get these responses in order, and then a 500. Neither journal
  /// nor faults see them. Throws std::invalid_argument naming what cannot be delivered.
  void set_script(const std::vector<ScriptedResponse>& responses);
  /// Every exchange so far, in the order in which the requests came; empty without
  /// `record_exchanges`.
  std::vector<Exchange> exchanges() const;
  /// World, clock, variants, settings and faults as they were at the start, and an empty journal.
  void reset();
  /// Stops accepting, finishes what is in flight for at most a second. Harmless when repeated.
  void stop();

 private:
  struct Running;
  std::unique_ptr<Running> running_;
};

}  // namespace mockmeter
