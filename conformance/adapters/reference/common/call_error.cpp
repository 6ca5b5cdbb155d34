#include "conformance/adapters/reference/common/call_error.h"

#include <array>

namespace reference {
namespace {

struct KindRow {
  std::string_view name;
  std::string_view class_name;
};

constexpr std::array<KindRow, 18> kKinds = {{
    {"bad_request", "HttpError"},
    {"unauthorized", "HttpError"},
    {"forbidden", "HttpError"},
    {"not_found", "HttpError"},
    {"not_acceptable", "HttpError"},
    {"gone", "HttpError"},
    {"rate_limited", "HttpError"},
    {"client_error", "HttpError"},
    {"server_error", "HttpError"},
    {"redirect", "HttpError"},
    {"refused", "HttpError"},
    {"timeout", "TimeoutError"},
    {"connection", "ConnectionError"},
    {"tls", "TlsError"},
    {"truncated", "TruncatedError"},
    {"decode", "DecodeError"},
    {"paging", "PagingError"},
    {"usage", "UsageError"},
}};

const KindRow& row(ErrorKind kind) { return kKinds.at(static_cast<std::size_t>(kind)); }

}  // namespace

std::string_view to_string(ErrorKind kind) { return row(kind).name; }
std::string_view class_name(ErrorKind kind) { return row(kind).class_name; }

}  // namespace reference
