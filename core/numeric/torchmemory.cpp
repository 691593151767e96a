#include "core/numeric/torchmemory.h"

#include <c10/core/CPUAllocator.h>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace aisle {

namespace {

/// Blocks of malloc(), aligned within. LibTorch's own allocator asks for aligned blocks, which the C library (glibc
/// before 2.38, bug 14581) cuts out of larger ones and cannot use again when sizes change from batch to batch, as those
/// of sequences do: the memory of a training would grow to twice what it holds.
class AlignedWithin final : public c10::Allocator
{
public:
    // What is virtual changed between LibTorch 1.13 and 2.3, so that neither "override" stands here.
    c10::DataPtr allocate(std::size_t bytes) const
    {
        if (bytes == 0)
            return {nullptr, nullptr, &release, c10::kCPU};
        auto *block = static_cast<char *>(std::malloc(bytes + kAlignment));
        if (!block)
            throw std::bad_alloc();
        auto *data = block + kAlignment - reinterpret_cast<std::uintptr_t>(block) % kAlignment;
        reinterpret_cast<void **>(data)[-1] = block;
        return {data, data, &release, c10::kCPU};
    }
    c10::DataPtr allocate(std::size_t bytes) { return std::as_const(*this).allocate(bytes); }
    void copy_data(void *to, const void *from, std::size_t bytes) const { std::memcpy(to, from, bytes); }
    c10::DeleterFnPtr raw_deleter() const override { return &release; }

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
    static auto *const allocator = new AlignedWithin; // outlives every tensor
#ifdef __GLIBC__
    // What a batch gives back the next one takes, without asking the system for fresh pages in between. malloc() comes
    // to such thresholds by and by itself; this is from the start and stays.
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
#endif
    c10::SetCPUAllocator(allocator, kAboveTheDefault);
}

} // namespace aisle
