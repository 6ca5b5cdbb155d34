#pragma once

#include <string>
#include <string_view>

#include "server/api/credentials.h"
#include "server/control/journal/secrets.h"
#include "server/metering/json.h"

namespace mockmeter {

/// Writes what may be shown of one exchange: a credential that the world knows by its name there,
/// any other as a short hash. A scheme ("Bearer") stays, and so does the rest of the text.
///
/// What counts as a secret: the value of a field, parameter or JSON member that is named like one;
/// and, wherever it stands, a word that the world knows as a secret or that looks live. Not
/// thread-safe; `names` and `carried` must outlive it.
class Redactor {
 public:
  /// `carried`: the credential of the request, decoded already; null when nobody has read it.
  explicit Redactor(const SecretLabels& names, const Credential* carried = nullptr)
      : names_(names), carried_(carried) {}

  std::string target(std::string_view raw);
  std::string field(std::string_view name, std::string_view value);
  std::string body(std::string_view raw);
  /// The same in a document that the mock has made: its numbers are no secrets, "input_tokens".
  void document(Json& made) { redact(made, false, false); }

  /// The last credential of an Authorization field, as shown and without its scheme.
  const std::string& credential() const { return credential_; }
  /// Whether something was redacted so far, be its name what it says.
  bool saw_secret() const { return saw_secret_; }
  /// Whether something that was seen so far looks live.
  bool saw_live() const { return saw_live_; }

 private:
  void redact(Json& value, bool named_secret, bool numbers_too);
  std::string secret(std::string_view value);
  std::string authorization(std::string_view value);
  std::string basic(std::string_view encoded_pair, const Credential& pair);
  std::string unreadable(std::string_view body);
  std::string text(std::string_view raw);
  std::string encoded(std::string_view raw, bool plus_is_space);
  std::string query(std::string_view raw);
  std::string without_phrases(std::string_view raw);

  const SecretLabels& names_;
  const Credential* carried_;
  std::string credential_;
  bool saw_secret_ = false;
  bool saw_live_ = false;
};

}  // namespace mockmeter
