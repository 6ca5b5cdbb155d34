#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mockmeter/catalogue.h"
#include "server/api/error.h"
#include "server/api/message.h"
#include "server/api/query.h"
#include "server/api/serial.h"
#include "server/metering/readings.h"
#include "server/metering/world.h"

namespace mockmeter {

struct Operation;
struct Provider;

/// Whether a segment of a route stands for any text: "{id}".
inline bool is_path_parameter(std::string_view segment) { return segment.starts_with('{'); }

/// The {parameters} of a route, percent-decoded, in the order of the route.
using PathParams = std::vector<std::pair<std::string_view, std::string>>;

/// Who asks: the name of the credential in the world, and the account behind it. Names, not
/// secrets, so that they may be shown.
struct Principal {
  std::string credential;
  std::string account;
};

/// The circumstances of one request. Nothing in it changes while the request is answered, but that
/// the serial may be drawn.
struct Context {
  const Request& request;
  const World& world;
  const Readings& readings;
  Instant now;  ///< read once per request
  Serial& serial;

  bool is(const Reading& reading, std::string_view value) const {
    return readings.is(reading, value);
  }
};

/// What a handler may look at: the circumstances, and what routing found.
struct Call : Context {
  const Provider& provider;
  const Operation& operation;
  PathParams path;
  Query query;
  Principal principal;  ///< empty until the credential is checked, and for open operations

  /// The decoded {name} of the route. Asking for a name that the route lacks is a defect.
  const std::string& path_param(std::string_view name) const;
};

/// What an operation does.
struct OperationCode {
  /// Exactly one of the two is set. `change` may write to a copy of the world that replaces the
  /// published one when it returns; changes are made one after the other.
  Response (*handle)(const Call&) = nullptr;
  Response (*change)(const Call&, World& next) = nullptr;
  /// Whether the operation exists under the readings of this moment; null: always.
  bool (*is_routed)(const Context&) = nullptr;
};

/// One row of the table of operations: one endpoint. Router, schemas, fixtures, cases, faults,
/// journal, metrics and documentation all hang on its id.
struct Operation : OperationInfo, OperationCode {};

/// How many calls a vendor allows, counted together under `key`.
struct RateLimit {
  std::string key;
  std::int64_t per_minute = 0;
  std::int64_t per_day = 0;  ///< 0 = no such limit
  /// The minute's calls come back one by one (a token bucket), not all together (a window).
  bool trickles = false;
};

/// Takes a secret of a world and the name under which it may be shown.
using SecretVisitor = std::function<void(std::string_view secret, std::string_view name)>;

/// A requirement of the vendor's documents that an answer misses once a fault has spoiled it.
struct BrokenRequirement {
  std::string_view fault;        ///< the kind: "missing-bucket"
  std::string_view requirement;  ///< its id in conformance/requirements
};

/// What a vendor does in its own way.
struct ProviderCode {
  std::span<const Operation> operations;
  std::span<const Reading> readings;
  std::span<const ErrorCase> errors;  ///< the first ones by Refusal

  /// Reads this provider's section of a world, already checked against schemas/<name>/world.json.
  std::shared_ptr<const WorldPart> (*read_world)(const Json& section, std::uint64_t seed,
                                                 std::vector<DocumentFault>& faults);
  /// Visits every credential of this provider's part of a world, under its Principal's name.
  void (*name_secrets)(const World& world, const SecretVisitor& visit);
  /// The principal behind the request's credential; throws the vendor's 401.
  Principal (*authenticate)(const Call&);
  /// Throws the vendor's 403 when the principal may not do this at all.
  void (*authorize)(const Call&);
  /// The limit of the request's credential, which may have expired; empty for an unknown one. Null
  /// when the vendor documents none.
  std::optional<RateLimit> (*rate_limit)(const Context&) = nullptr;
  bool rate_headers = false;  ///< X-RateLimit-* on every answer to a known credential
  std::span<const BrokenRequirement> broken_by_faults{};  ///< whatever makes the numbers wrong
  /// The vendor's words for what every vendor refuses. `detail` is a neutral phrase that says what
  /// was wrong.
  ApiError (*refuse)(Refusal refusal, std::string_view detail);
  /// The vendor's words for any status from 400 to 599 that the mock is told to answer with.
  ApiError (*failure)(int status);
  /// The envelope around an error: status, content type, body, the error's own headers.
  Response (*render)(const ApiError& error, const Context& context);
  /// Headers that the vendor puts on every answer; null when there are none.
  void (*finish)(Response& response, const Context& context) = nullptr;
};

/// One vendor: a table and a dialect. Everything that differs between vendors is in here.
struct Provider : ProviderFacts, ProviderCode {};

}  // namespace mockmeter
