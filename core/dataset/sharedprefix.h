#pragma once
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace aisle {

/// The first values of an array that several owners share: the cases of a long history, each a visit longer than the
/// one before, take the memory of one. Immutable; converts to a span.
template <class T>
class SharedPrefix
{
public:
    SharedPrefix() = default;
    SharedPrefix(std::vector<T> values)
        : m_all(std::make_shared<const std::vector<T>>(std::move(values))), m_size(m_all->size())
    {
    }

    /// @param size  at most that of what was shared first
    SharedPrefix first(std::size_t size) const
    {
        auto result = *this;
        result.m_size = size;
        return result;
    }
    const T *data() const { return m_all ? m_all->data() : nullptr; }
    std::size_t size() const { return m_all ? m_size : 0; } ///< 0 when it was moved from
    bool empty() const { return size() == 0; }
    const T *begin() const { return data(); }
    const T *end() const { return data() + size(); }
    const T &operator[](std::size_t i) const { return data()[i]; }

private:
    std::shared_ptr<const std::vector<T>> m_all;
    std::size_t m_size = 0;
};

} // namespace aisle
