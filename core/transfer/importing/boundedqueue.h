#pragma once
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>

namespace aisle {

/// Hands values from one thread to another; the maker waits when it is too far ahead. What the maker throws comes out
/// at the taker's side, after the values before it.
template <class Value>
class BoundedQueue
{
public:
    explicit BoundedQueue(std::size_t capacity) : m_capacity(capacity) {}

    /// @return false when the taker has gone: stop making
    bool push(Value value)
    {
        std::unique_lock lock(m_guard);
        m_changed.wait(lock, [&] { return m_values.size() < m_capacity || m_abandoned; });
        if (m_abandoned)
            return false;
        m_values.push_back(std::move(value));
        m_changed.notify_all();
        return true;
    }
    void finish(std::exception_ptr failure = {})
    {
        const std::lock_guard lock(m_guard);
        m_finished = true;
        m_failure = failure;
        m_changed.notify_all();
    }
    /// @return nothing at the end
    std::optional<Value> pop()
    {
        std::unique_lock lock(m_guard);
        m_changed.wait(lock, [&] { return !m_values.empty() || m_finished; });
        if (m_values.empty()) {
            if (m_failure)
                std::rethrow_exception(m_failure);
            return {};
        }
        std::optional<Value> value(std::move(m_values.front()));
        m_values.pop_front();
        m_changed.notify_all();
        return value;
    }
    void abandon()
    {
        const std::lock_guard lock(m_guard);
        m_abandoned = true;
        m_changed.notify_all();
    }

private:
    std::mutex m_guard;
    std::condition_variable m_changed;
    std::deque<Value> m_values;
    std::size_t m_capacity;
    bool m_finished = false;
    bool m_abandoned = false;
    std::exception_ptr m_failure;
};

} // namespace aisle
