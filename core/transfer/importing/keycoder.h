#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace aisle {

/// Gives every distinct text (as composed() has it) a dense number from 0, in the order of first sight. Open
/// addressing; the first and the last 8 bytes and the length stand in the slot, so that a key of up to 16 bytes costs
/// one cache miss; texts lie in an arena that never moves.
class KeyCoder
{
public:
    KeyCoder();
    KeyCoder(KeyCoder &&) noexcept = default;
    KeyCoder &operator=(KeyCoder &&) noexcept = default;

    std::uint32_t code(std::string_view key); ///< adds a new key
    std::optional<std::uint32_t> find(std::string_view key) const;
    std::string_view key(std::uint32_t code) const; ///< valid as long as the coder
    std::uint32_t size() const { return static_cast<std::uint32_t>(m_texts.size()); }
    std::size_t bytes() const; ///< memory held

private:
    struct Slot
    {
        std::uint32_t codePlusOne = 0;
        std::uint32_t tag = 0;  ///< 24 bits of the hash, 8 of the length
        std::uint64_t head = 0; ///< the first 8 bytes, zeros after a shorter key
        std::uint64_t tail = 0; ///< the last 8 bytes of a longer key
    };
    struct Probe
    {
        std::uint64_t hash;
        Slot wanted;
    };
    static Probe probe(std::string_view key);
    static std::uint64_t hash(std::string_view key);
    static std::uint64_t head(std::string_view key);
    static std::uint32_t tag(std::uint64_t hash, std::size_t length);
    bool holds(const Slot &slot, const Slot &wanted, std::string_view key) const;
    const char *store(std::string_view key);
    void grow();

    std::vector<Slot> m_slots;
    std::uint64_t m_mask;
    std::vector<const char *> m_texts; ///< length (4 bytes), then the text
    std::vector<std::unique_ptr<char[]>> m_blocks;
    char *m_free = nullptr;
    std::size_t m_freeBytes = 0;
    std::size_t m_blockBytes = 0;
};

} // namespace aisle
