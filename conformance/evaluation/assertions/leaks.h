#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conformance/model/trace.h"
#include "conformance/model/verdict.h"

namespace mockmeter::conformance {

/// How a text stands in another: "as it is", "percent-encoded", "in base64", "escaped as JSON";
/// empty when it does not. In base64 it is found wherever it begins, as the password of
/// user:password.
std::string form_in(std::string_view text, std::string_view hay);

/// `no_leak` of schemas/case.json: planted texts, by name, that stand in no error, warning or
/// stderr. The texts themselves are not shown.
std::vector<Assertion> find_leaks(const Json& planted, const CaseTrace& trace);

}  // namespace mockmeter::conformance
