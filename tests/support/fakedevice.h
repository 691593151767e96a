#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace aisle::test {

/// A device that is not there, to prove without a GPU that work is done on the device it was asked for. Tensors on it
/// have addresses that nothing can read, so that code which takes their memory for the CPU's ends at once; operations
/// are computed on the CPU between copies there and back, counted, and refused a mixture of devices as CUDA refuses it.
class FakeDevice
{
public:
    FakeDevice();  ///< Device::Cuda stands for it from now on
    ~FakeDevice(); ///< and for CUDA again
    FakeDevice(const FakeDevice &) = delete;
    FakeDevice &operator=(const FakeDevice &) = delete;

    std::uint64_t operations() const;          ///< done on the device so far
    std::uint64_t largestCopyBack() const;     ///< numbers of the largest tensor that was copied to the CPU
    std::vector<std::string> mixtures() const; ///< operations that were given tensors of two devices
};

} // namespace aisle::test
