#pragma once

#include <string>
#include <vector>

#include "bench/load/load.h"
#include "server/metering/json.h"

namespace mockmeter::cli {

/// One measured cell of `mockmeter bench`.
struct BenchCell {
  std::string operation;
  std::string target;
  unsigned connections = 0;
  double rate = 0;  ///< 0 = closed loop
  load::LoadReport report;
};

/// A table for people, one line per cell.
std::string bench_text(const std::string& url, const std::vector<BenchCell>& cells);

/// The same for programs, a public interface: {"url", "version", "cells": [...]}.
Json bench_document(const std::string& url, const std::vector<BenchCell>& cells);

}  // namespace mockmeter::cli
