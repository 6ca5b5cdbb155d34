#pragma once

#include "server/metering/recorded/value_log.h"

namespace mockmeter {

/// Cuts the windows of a counter where others begin and end, as far as the values tell how much
/// lies between: of an hour and its first ten minutes come these and the other fifty. Windows that
/// cross may come of it no more, unless nothing ties them together. A value that contradicts those
/// that were recorded later is left out. Sorted by time; windows may still lie within others.
LoggedValues cut_to_atoms(LoggedValues values, LoggedConflicts& conflicts);

}  // namespace mockmeter
