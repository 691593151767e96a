#pragma once
#include <cstdint>
#include <string_view>

namespace aisle {

/// Stable 64-bit hash of a text: the same on every machine and in every version, so that ties and samples do not move.
std::uint64_t stableHash(std::string_view text);

/// Mixes two numbers into a seed, so that each stream (split, epoch, thread, user) has a generator of its own.
std::uint64_t deriveSeed(std::uint64_t seed, std::uint64_t stream);

/// xoshiro256** (Blackman & Vigna 2018): small, fast, the same on every platform. Satisfies UniformRandomBitGenerator.
class Random
{
public:
    using result_type = std::uint64_t;
    explicit Random(std::uint64_t seed);

    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return ~result_type{0}; }
    result_type operator()()
    {
        const auto result = rotate(m_state[1] * 5, 7) * 9;
        const auto shifted = m_state[1] << 17;
        m_state[2] ^= m_state[0];
        m_state[3] ^= m_state[1];
        m_state[1] ^= m_state[2];
        m_state[0] ^= m_state[3];
        m_state[2] ^= shifted;
        m_state[3] = rotate(m_state[3], 45);
        return result;
    }

    /// Uniform in [0, bound), bound > 0 (Lemire's multiply-shift; the bias is below 2^-32 for bounds under 2^32).
    std::uint32_t below(std::uint32_t bound)
    {
        return static_cast<std::uint32_t>(((operator()() >> 32) * bound) >> 32);
    }
    /// Uniform in [0, 1).
    double uniform() { return static_cast<double>(operator()() >> 11) * 0x1.0p-53; }
    /// Standard normal (Marsaglia's polar method).
    double normal();

    /// Fisher-Yates; std::shuffle differs between standard libraries.
    template <class Range>
    void shuffle(Range &range)
    {
        using std::swap;
        for (auto i = static_cast<std::uint32_t>(range.size()); i > 1; --i)
            swap(range[i - 1], range[below(i)]);
    }

private:
    static constexpr std::uint64_t rotate(std::uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
    std::uint64_t m_state[4];
};

} // namespace aisle
