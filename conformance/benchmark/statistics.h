#pragma once

#include <vector>

namespace mockmeter::conformance {

/// The middle one; of an even number the mean of the two; 0 of none.
double median(std::vector<double> values);

/// (largest - smallest) / median: by how much repetitions differ. 0 of none, or of a median of 0.
double spread(const std::vector<double>& values);

}  // namespace mockmeter::conformance
