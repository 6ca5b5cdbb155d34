#pragma once

#include <string_view>

#include "conformance/adapters/reference/flags/mutants.h"
#include "conformance/adapters/reference/operations/operation.h"

namespace reference {

/// What no API of the mock asks for in each of its forms, of an API that is made up.
inline const Operation& usage() {
  static const auto all = read_operations("acme.json", R"({
    "parameters": {
      "start": {"type": "unix_seconds"}, "limit": {"type": "integer"}, "page": {"type": "text"},
      "by": {"type": "enum", "array": true, "brackets": true, "translations": {"model": "modele"}},
      "ids": {"type": "text", "array": true}
    },
    "operations": {
      "acme.usage": {
        "method": "GET", "path": "/usage", "query": ["start", "limit", "page", "by", "ids"],
        "response": "object",
        "paging": {"items": "data", "argument": "page", "next": ["next_page"], "more": ["has_more"]}
      }
    },
    "fields": {"unix_seconds": ["start"], "decimal": ["value"], "number": ["other"],
               "plain": ["data", "model", "results"]},
    "lists": ["data"],
    "points": {"time": "start", "value": "results"}
  })");
  return all.front();
}

/// One mutant, switched on.
inline MutantSet with(std::string_view name) {
  MutantSet mutants;
  mutants.add(name, "mutant");
  return mutants;
}

}  // namespace reference
