#include "base/http/accept_encoding.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "base/text/ascii.h"
#include "base/text/split.h"

namespace mockmeter {
namespace {

/// "q=0.5"; 1 where there is no weight that can be read.
double weight_of(std::string_view parameter) {
  double weight = 1;
  if (!equal_without_case(parameter.substr(0, 2), "q=")) return weight;
  std::from_chars(parameter.data() + 2, parameter.data() + parameter.size(), weight);
  return weight;
}

std::string without_blanks(std::string_view text) {
  std::string out(text);
  out.erase(std::remove_if(out.begin(), out.end(), [](char c) { return c == ' ' || c == '\t'; }),
            out.end());
  return out;
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
  const std::string list = without_blanks(accept_encoding);
  std::optional<double> gzip;
  double any = 0;       // of "*"
  double identity = 0;  // what is not listed is not preferred
  for (const std::string_view item : split(list, ',')) {
    const std::string_view coding = item.substr(0, item.find(';'));
    const double weight = weight_of(item.substr(std::min(coding.size() + 1, item.size())));
    const bool is_gzip = equal_without_case(coding, "gzip") || equal_without_case(coding, "x-gzip");
    if (is_gzip && !gzip) gzip = weight;  // the first one decides
    if (equal_without_case(coding, "identity")) identity = weight;
    if (coding == "*") any = weight;
  }
  const double chosen = gzip.value_or(any);
  return chosen > 0 && chosen >= identity;
}

}  // namespace mockmeter
