#include "core/recommend/torchmemory.h"

#include <c10/core/CPUAllocator.h>
#include <cstdint>
#include <cstdlib>
#include <new>
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace aisle {

namespace {

/// Blocks of malloc(), aligned within. LibTorch's own allocator asks for aligned blocks, which the C library (glibc
/// before 2.38, bug 14581) cuts out of larger ones and cannot use again when sizes change from batch to batch, as those
/// of sequences do: the memory of a training would grow to twice what it holds.
class AlignedWithin final : public at::Allocator
{
public:
    at::DataPtr allocate(std::size_t bytes) const override
    {
        if (bytes == 0)
            return {nullptr, nullptr, &release, at::kCPU};
        auto *block = static_cast<char *>(std::malloc(bytes + kAlignment));
        if (!block)
            throw std::bad_alloc();
        auto *data = block + kAlignment - reinterpret_cast<std::uintptr_t>(block) % kAlignment;
        reinterpret_cast<void **>(data)[-1] = block;
        return {data, data, &release, at::kCPU};
    }
    at::DeleterFnPtr raw_deleter() const override { return &release; }

private:
    static constexpr std::size_t kAlignment = 64;
    static void release(void *data)
    {
        if (data)
            std::free(static_cast<void **>(data)[-1]);
    }
};

} // namespace

void useBlocksOfMalloc()
{
    constexpr std::uint8_t kAboveTheDefault = 1;
    static AlignedWithin allocator;
#ifdef __GLIBC__
    // What a batch gives back the next one takes, without asking the system for fresh pages in between. malloc() comes
    // to the first of these by itself once such a block was freed, but not to the second.
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
#endif
    c10::SetCPUAllocator(&allocator, kAboveTheDefault);
}

} // namespace aisle
