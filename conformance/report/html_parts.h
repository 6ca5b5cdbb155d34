#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/model/json.h"
#include "conformance/report/columns.h"
#include "conformance/report/events.h"

namespace mockmeter::conformance {

/// A sign and words in its color, as HTML. `words` is HTML already.
std::string badge(std::string_view tone, std::string_view icon, std::string_view words);

/// How a run ended, as a word: "Not conformant".
std::string_view outcome_words(const Events& events);
std::string outcome_badge(const Events& events);

/// "525 passed, 5 failed, 3 unsupported".
std::string counts_text(const Json& footer);
std::string seconds_text(const Json& milliseconds);  ///< "19.6 s"

/// What stands on the page before any script runs, as HTML.
std::string html_title(const std::vector<Column>& columns);     ///< of the window, plain text
std::string html_summary(const std::vector<Column>& columns);   ///< who stands where, and facts
std::string html_failures(const std::vector<Column>& columns);  ///< each at length

/// Where one client stands, as HTML: a row per provider, a column per profile.
std::string standings_table(const Column& column);

/// Where several stand: a row each, in the profile that was asked for.
std::string clients_table(const std::vector<Column>& columns);

/// A text as HTML shows it, in an element or in a quoted attribute. Characters that nobody sees, or
/// that turn the text around them, are named instead: "[U+202E]"; stray bytes become U+FFFD.
std::string html(std::string_view text);

/// A document as a script element holds it: ASCII, without "<".
std::string script_json(const Json& document);

/// `page` with each {{name}} replaced, once: what is filled in is not looked at again. Throws
/// std::out_of_range for a name that `values` lacks.
std::string filled(std::string_view page, const std::map<std::string, std::string>& values);

/// What the page's script works on. What several runs have in common stands there once:
///   verdicts      the look of each
///   columns       per run: label, client, seed
///   requirements  by id
///   categories    by code: title and profile
///   cases         by id; results per column, null where the case was not asked for
///   bench, noisy  rows and remarks of all events of type bench
Json html_data(const std::vector<Column>& columns);

}  // namespace mockmeter::conformance
