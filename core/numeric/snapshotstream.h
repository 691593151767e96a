#pragma once
#include "core/numeric/interactionmatrix.h"

#include <QIODevice>
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>
#include <vector>

namespace aisle {

/// Writes the learnt state of a recommender: a head that names method and version, then plain values and arrays in
/// the machine's (little-endian) order.
class SnapshotWriter
{
public:
    /// @throws Error snapshot.write (here and below: the device takes no more)
    SnapshotWriter(QIODevice &out, std::string_view method, std::uint32_t version);

    template <class T>
    requires std::is_trivially_copyable_v<T>
    void value(const T &value) { bytes(&value, sizeof(T)); }
    template <class T>
    requires std::is_trivially_copyable_v<T>
    void array(const std::vector<T> &values)
    {
        value(static_cast<std::uint64_t>(values.size()));
        bytes(values.data(), values.size() * sizeof(T));
    }
    void rows(const SparseRows &rows);
    void epoch(std::optional<int> best) { value(best.value_or(0)); } ///< of a fit; absent when nothing was judged

private:
    void bytes(const void *data, std::size_t size);
    QIODevice &m_out;
};

/// Reads what SnapshotWriter wrote.
/// Every function throws Error snapshot.damaged when bytes are missing, a length cannot be true or an array holds NaN
/// or infinity: nobody learns such numbers (the trainer and the solvers refuse them), and no order is defined over
/// them.
class SnapshotReader
{
public:
    /// @throws Error snapshot.damaged when the head names another method or version
    SnapshotReader(QIODevice &in, std::string_view method, std::uint32_t version);

    template <class T>
    requires std::is_trivially_copyable_v<T> T value()
    {
        if constexpr (std::is_same_v<T, bool>) {
            const auto byte = value<std::uint8_t>();
            check(byte <= 1);
            return byte == 1;
        } else {
            T value{};
            bytes(&value, sizeof(T));
            return value;
        }
    }
    template <class T>
    requires std::is_trivially_copyable_v<T> std::vector<T> array() { return counted<T>(value<std::uint64_t>()); }
    /// An array whose length is known. @throws Error snapshot.damaged when it differs
    template <class T>
    std::vector<T> array(std::size_t count)
    {
        check(value<std::uint64_t>() == count);
        return counted<T>(count);
    }
    /// An array of whole rows of so many numbers. @throws Error snapshot.damaged when the last one is short
    template <class T>
    std::vector<T> wholeRows(std::size_t width)
    {
        auto values = array<T>();
        check(values.size() % width == 0);
        return values;
    }
    /// Before memory is taken for so many numbers that are still to be read. @throws Error snapshot.damaged when there
    /// are not as many bytes left
    void expect(std::uint64_t count, std::size_t bytesEach) const;
    SparseRows rows();
    std::optional<int> epoch()
    {
        const auto best = value<int>();
        return best > 0 ? std::optional(best) : std::nullopt;
    }
    bool atEnd() const { return m_in.atEnd(); } ///< nothing is left: what later versions add stands last
    void check(bool holds) const;               ///< @throws Error snapshot.damaged when it does not

private:
    static constexpr std::uint64_t kStepBytes = 64 << 20;
    template <class T>
    std::vector<T> counted(std::uint64_t count)
    {
        expect(count, sizeof(T));
        std::vector<T> values;
        for (std::uint64_t done = 0; done < count;) { // a device may not know what is left in it
            const auto step = std::min<std::uint64_t>(count - done, kStepBytes / sizeof(T));
            values.resize(done + step);
            bytes(values.data() + done, step * sizeof(T));
            done += step;
        }
        if constexpr (std::is_floating_point_v<T>)
            check(areFinite(values));
        return values;
    }
    static bool areFinite(const std::vector<float> &values);
    static bool areFinite(const std::vector<double> &values);
    void bytes(void *data, std::size_t size);
    QIODevice &m_in;
};

} // namespace aisle
