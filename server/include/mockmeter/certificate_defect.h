#pragma once

namespace mockmeter {

/// What is wrong with a generated certificate, so that a client has to refuse it.
enum class CertificateDefect {
  kNone,
  kUnknownAuthority,  ///< an authority that nobody knows vouches for it
  kWrongHost,         ///< it is for another host
  kExpired,
};

}  // namespace mockmeter
