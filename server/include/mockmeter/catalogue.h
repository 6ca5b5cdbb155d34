#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mockmeter/evidence.h"

/// The catalogue: every provider that mockmeter knows, with its operations and with what a client
/// needs to call them, as constant data. A provider states these facts in its own folder, and
/// nobody else repeats them. All texts live as long as the program. Reading is thread-safe.
namespace mockmeter {

/// An array of buckets in the order of time, somewhere in a response. A path is a JSON Pointer in
/// which "*" stands for every element: "/projects/*/periods/*/consumption".
struct SeriesPath {
  std::string_view path;
  std::string_view time_member;  ///< the member of a bucket that says when: a text, or unix seconds
  bool is_end = false;           ///< it is the end of the bucket; otherwise it is its begin
  /// JSON Pointer, in a bucket, to what was measured; empty when that is the bucket as a whole. To
  /// be named where a bucket has numbers that are times.
  std::string_view values{};
};

/// How the next page is found: by a cursor in the response, by a flag that says there is one, or by
/// both.
struct PagingLayout {
  std::string_view cursor;          ///< path; empty = none
  std::string_view parameter;       ///< of the request, that says where a page begins
  std::string_view has_more;        ///< path; empty = none
  std::string_view size_parameter;  ///< of the request, that says how long a page is
};

/// The smallest call that any client of an operation gets right, and an integer in its response.
struct SampleCall {
  std::string_view arguments;  ///< a JSON object, by the names of the parameters
  std::string_view number;     ///< JSON Pointer into the operation's documented example
};

/// Why an operation is in the catalogue.
enum class Relation {
  kSeed,       ///< mockmeter was asked for it
  kSibling,    ///< of the same API, beside a seed
  kSuccessor,  ///< takes the place of a seed that is removed
  kNeighbour,  ///< what real clients call on their way to the others; the suite never asks for it
};

constexpr std::string_view to_string(Relation relation) {
  constexpr std::array<std::string_view, 4> kNames{"seed", "sibling", "successor", "neighbour"};
  return kNames.at(static_cast<std::size_t>(relation));
}

/// Everything that others need to know about one endpoint.
struct OperationInfo {
  std::string_view id;  ///< "<provider>.<name>"; stable, unique
  std::string_view method = "GET";
  std::string_view path;     ///< "/v2/things/{id}"
  std::string_view alias{};  ///< a second path, or empty
  Relation relation = Relation::kSibling;
  bool open = false;  ///< needs no credential
  /// Query parameters that the operation knows; any other is "undocumented".
  std::span<const std::string_view> parameters{};
  std::span<const std::string_view> deprecated_parameters{};  ///< those of them to do without
  bool legacy = false;  ///< out of the vendor's documentation, and still answered
  /// The error statuses of its own, beside those that any operation may answer with.
  std::span<const int> error_statuses{};
  Evidence evidence = Evidence::kDocumented;
  std::string_view source{};                         ///< URL of the page
  std::string_view quote{};                          ///< the few words it rests on
  std::string_view summary{};                        ///< what it does and what to know about it
  std::string_view example{};                        ///< a target that works in the default world
  std::span<const SeriesPath> series{};              ///< in a response with status 200
  std::span<const std::string_view> enum_members{};  ///< paths of strings out of a fixed list
  PagingLayout paging{};
  SampleCall sample{};          ///< without arguments where no small call reads a number
  bool is_benchmarked = false;  ///< `mockmeter bench` sends it when no operation is named

  std::string_view name() const { return id.substr(id.find('.') + 1); }  ///< without provider
  std::string_view provider() const { return id.substr(0, id.find('.')); }
};

/// A credential or an id that a caller of an API has: what holds it at the real API, and its value
/// in the world `default`. The first input of a provider is the credential that reads everything.
struct TestInput {
  std::string_view name;           ///< "main", "readonly"
  std::string_view user_variable;  ///< with the user name of Basic authentication; or empty
  std::string_view variable;       ///< the environment variable with the secret or the id
  std::string_view mock_user;      ///< in the world `default`; empty without `user_variable`
  std::string_view mock_value;
  std::string_view meaning;  ///< for people: "a key that may only read"
};

/// How a credential begins that works at a real vendor, and how long it is at least.
struct LiveCredential {
  std::string_view prefix;
  std::size_t min_length;
};

/// Everything that others need to know about one vendor.
struct ProviderFacts {
  std::string_view name;       ///< as in the ids of its operations
  std::string_view title;      ///< as the vendor writes it
  std::string_view url;        ///< of the real API, without a path
  std::string_view base_path;  ///< with which every client's base URL ends: "/api/v2"
  /// Path prefixes whose errors are this vendor's. The longest one wins, whichever provider has it.
  std::span<const std::string_view> path_prefixes;
  std::string_view auth_scheme;       ///< as HTTP names it: "basic", "bearer"
  std::span<const TestInput> inputs;  ///< at least the credential
  std::string_view base_variable;     ///< the environment variable with the base URL
  /// Which clients people have, and where each takes the base URL from; empty = none is known.
  std::string_view clients{};
  /// The operation that is called first, to learn whether the credential is good. It is never
  /// removed, and a refusal of what its request lacks is as good as data.
  std::string_view first_operation;
  std::span<const LiveCredential> live_credentials{};
};

struct ProviderInfo : ProviderFacts {
  std::vector<OperationInfo> operations;
};

/// Every provider, in the order in which they are listed to people.
const std::vector<ProviderInfo>& catalogue();

/// Null when there is none of that name or id.
const ProviderInfo* find_provider_info(std::string_view name);
const OperationInfo* find_operation_info(std::string_view id);

/// Whether a word has the shape of a credential that works at a real vendor, of the catalogue or
/// another.
bool looks_live(std::string_view word);

/// What `member` says of every provider, for people: "a, b or c".
std::string list_providers(std::string_view ProviderFacts::*member, std::string_view last = " or ");

/// The value of the field Authorization: Basic when there is a user, else Bearer.
std::string authorization_of(std::string_view user, std::string_view secret);

/// The option of `curl` that sends such a field, quoted for a shell by '"' (which fills variables
/// in) or by '\''.
std::string curl_option_of(std::string_view user, std::string_view secret, char quote);

/// The same with the variables that hold an input: `-u "$USER:$KEY"`.
std::string curl_option_of(const TestInput& input);

/// The credential that reads everything in the world `default`.
std::string mock_authorization_of(const ProviderFacts& provider);
std::string mock_curl_option_of(const ProviderFacts& provider);

}  // namespace mockmeter
