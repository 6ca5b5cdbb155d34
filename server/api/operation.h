#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mockmeter/catalogue.h"
#include "server/api/credentials.h"
#include "server/api/error.h"
#include "server/api/message.h"
#include "server/api/query.h"
#include "server/metering/variants.h"
#include "server/metering/world.h"

namespace mockmeter {

struct Operation;
struct Provider;
class Pseudonyms;
class RecordingReader;

/// Whether a segment of a route stands for any text: "{id}".
inline bool is_path_parameter(std::string_view segment) { return segment.starts_with('{'); }

/// The {parameters} of a route, percent-decoded, in the order of the route.
using PathParams = std::vector<std::pair<std::string_view, std::string>>;

/// Who asks: the name of the credential in the world, and the account behind it. Names, not
/// secrets, so that they may be shown. Both are empty when the world does not know the credential.
struct Principal {
  std::string credential;
  std::string account;
};

/// A number that no other request has, for ids that must differ. It is drawn only when somebody
/// asks: a response that needed none is the same for every request with the same bytes.
class Serial {
 public:
  /// `next` is shared by all requests and must outlive this.
  explicit Serial(std::atomic<std::uint64_t>& next) : next_(next) {}

  /// The same number for the whole request.
  std::uint64_t get() {
    if (!number_) number_ = next_.fetch_add(1, std::memory_order_relaxed);
    return *number_;
  }
  bool drawn() const { return number_.has_value(); }

 private:
  std::atomic<std::uint64_t>& next_;
  std::optional<std::uint64_t> number_;
};

/// The circumstances of one request. Nothing in it changes while the request is handled, but that
/// the serial may be drawn.
struct RequestContext {
  const Request& request;
  const Credential& credential;  ///< of the request
  const World& world;
  const VariantSelection& variants;
  Instant now;  ///< read once per request
  Serial& serial;

  bool is(const Variant& variant, std::string_view value) const {
    return variants.is(variant, value);
  }
};

/// What a handler may look at: the circumstances, and what routing found.
struct OperationRequest : RequestContext {
  const Provider& provider;
  const Operation& operation;
  PathParams path;
  Query query;
  Principal principal;  ///< may be expired or revoked until authenticate() has passed it

  /// The decoded {name} of the route. Asking for a name that the route lacks is a defect.
  const std::string& path_param(std::string_view name) const;
};

/// What an operation does.
struct OperationCode {
  /// Exactly one of the two is set. `change` may write to a copy of the world that replaces the
  /// published one when it returns; changes are made one after the other.
  Response (*handle)(const OperationRequest&) = nullptr;
  Response (*change)(const OperationRequest&, World& next) = nullptr;
  /// Whether the operation exists under the variants of this moment; null: always.
  bool (*is_routed)(const VariantSelection&) = nullptr;
};

/// One row of the table of operations: one endpoint. Router, schemas, fixtures, cases, faults,
/// journal, metrics and documentation all hang on its id.
struct Operation : OperationInfo, OperationCode {};

/// A route that the vendor documents and the mock does not have.
struct UnmockedRoute {
  std::string_view methods;  ///< "GET POST"
  std::string_view path;
};

/// How many calls a vendor allows, counted together under `key`.
struct RateLimit {
  std::string key;  ///< empty: of a caller that nobody knows; none of its calls are counted
  std::int64_t per_minute = 0;
  std::int64_t per_day = 0;  ///< 0 = no such limit
  /// The minute's calls come back one by one (a token bucket), not all together (a window).
  bool is_token_bucket = false;
};

/// A credential of a world: what a request has to carry, and whose it is.
struct KnownCredential {
  std::string_view user;  ///< empty: Bearer, and not Basic
  std::string_view secret;
  std::string_view name;  ///< under which it may be shown
  std::string_view account;
};
using CredentialVisitor = std::function<void(const KnownCredential&)>;

/// A requirement of the vendor's documents that a response misses once a fault has spoiled it.
struct BrokenRequirement {
  std::string_view fault;        ///< the kind: "missing-bucket"
  std::string_view requirement;  ///< its id in conformance/requirements
};

/// What a vendor does in its own way.
struct ProviderCode {
  std::span<const Operation> operations;
  std::span<const UnmockedRoute> unmocked{};
  std::span<const Variant> variants;
  std::span<const ErrorCase>
      errors;  ///< the first ones by CommonError, the last one for any status

  /// Reads this provider's section of a world, already checked against schemas/<name>/world.json.
  std::shared_ptr<const WorldSection> (*read_world)(const Json& section, std::uint64_t seed,
                                                    std::vector<ValidationError>& faults);
  /// Visits every credential of this provider's part of a world.
  void (*visit_credentials)(const World& world, const CredentialVisitor& visit);
  /// Throws the vendor's 401 unless the call's principal is known and may be used now.
  void (*authenticate)(const OperationRequest&);
  /// Throws the vendor's 403 when the principal may not do this at all; null: it may do everything.
  void (*authorize)(const OperationRequest&) = nullptr;
  /// The limit of a principal, which may have expired; with `rate_headers` also what one is told
  /// that is unknown. Null when the vendor documents none.
  RateLimit (*rate_limit)(const RequestContext&, const Principal&) = nullptr;
  bool rate_headers = false;  ///< X-RateLimit-* on every response, whoever asks
  std::span<const BrokenRequirement> broken_by_faults{};  ///< whatever makes the numbers wrong
  /// The envelope around an error: status, content type, body, the error's own headers.
  Response (*render)(const ApiError& error, const RequestContext& context);
  /// Headers that the vendor puts on every response; null when there are none.
  void (*add_headers)(Response& response, const RequestContext& context) = nullptr;
  /// Makes a section of a world from recorded calls (api/recorded_call.h); null: none is made. The
  /// names must outlive what is returned.
  std::unique_ptr<RecordingReader> (*read_recording)(Pseudonyms& names) = nullptr;
  /// What this provider's operations have made of its part of a world, from `before` to `now`, to
  /// be kept beyond the end of the program: rows by name, each of which replaces an earlier one.
  /// They hold no secret, as whatever an operation issues is made from the seed. Null, as the other
  /// one: no operation changes anything.
  using ChangeVisitor = std::function<void(const std::string& name, const Json& row)>;
  void (*visit_changes)(const World& before, const World& now,
                        const ChangeVisitor& visit) = nullptr;
  /// Makes the changes of all these rows to `next`, which may have got earlier ones. Throws
  /// Json::exception or std::invalid_argument when they do not fit it.
  void (*apply_changes)(const std::vector<Json>& rows, World& next) = nullptr;
};

/// One vendor: a table and a dialect. Everything that differs between vendors is in here.
struct Provider : ProviderFacts, ProviderCode {};

/// The principal whose credential of the world the request carries.
Principal find_principal(const Provider& provider, const World& world,
                         const Credential& credential);

}  // namespace mockmeter
