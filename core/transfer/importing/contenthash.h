#pragma once
#include "core/transfer/reading/inputsource.h"

#include <atomic>
#include <thread>

namespace aisle {

/// SHA-256 of an input (the packed bytes of an archive, with the member's name), computed in a thread of its own: a
/// plain log of some gigabytes takes seconds.
class ContentHash
{
public:
    explicit ContentHash(InputSource source) : m_source(std::move(source)) {}
    ~ContentHash();
    void start();
    QString wait(); ///< starts it if need be; @throws Error input.read

private:
    InputSource m_source;
    std::thread m_thread;
    std::atomic<bool> m_stop{false};
    QString m_hash; ///< empty when the file could not be read
};

} // namespace aisle
