#pragma once
#include <cstdint>
#include <optional>

namespace aisle {

std::int64_t peakMemoryBytes();    ///< most memory this process held at once (VmHWM); 0 where the system does not say
std::int64_t currentMemoryBytes(); ///< resident now
std::int64_t mappedMemoryBytes();  ///< address space now, what was never touched included
/// What a new allocation may use without swapping (MemAvailable, limits of the cgroup and of ulimit -v).
std::int64_t availableMemoryBytes();
/// What is left of this process's address space; absent where it is not limited (ulimit -v).
std::optional<std::int64_t> addressSpaceLeft();

/// What was freed goes back to the system now, also from between what is still held; takes milliseconds.
void giveBackFreeMemory();

} // namespace aisle
