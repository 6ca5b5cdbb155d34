#pragma once

#include <string_view>

#include "server/control/faults/fault.h"
#include "server/control/journal/secrets.h"

namespace mockmeter {

inline constexpr std::string_view kFaultGrammar =
    "KIND[=VALUE][,times=N][,skip=N][,p=0.2][,op=ID][,key=CREDENTIAL]";

/// The one parser behind every way in. All or nothing: throws FaultSyntaxError.
/// No blanks; each option once; `op` must be an operation that the kind can act on.
Fault parse_fault(std::string_view text);

/// The same for a fault that has to wait for requests: `key` may be a credential's secret, too, and
/// must be one of `credentials`; the fault then has its name.
Fault parse_fault(std::string_view text, const SecretLabels& credentials);

}  // namespace mockmeter
