#include "core/transfer/importing/keycoder.h"

#include "core/common/keytext.h"

#include <algorithm>
#include <cstring>

namespace aisle {

namespace {

__extension__ using Wide = unsigned __int128;

constexpr std::size_t kArenaBlockBytes = 1 << 20;

std::uint64_t mix(std::uint64_t a, std::uint64_t b)
{
    const auto product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

std::uint64_t load8(const char *text)
{
    std::uint64_t value;
    std::memcpy(&value, text, 8);
    return value;
}

std::uint32_t lengthOf(const char *text)
{
    std::uint32_t length;
    std::memcpy(&length, text, sizeof length);
    return length;
}

} // namespace

KeyCoder::KeyCoder() : m_slots(1 << 10), m_mask(m_slots.size() - 1) {}

std::uint64_t KeyCoder::head(std::string_view key)
{
    if (key.size() >= 8)
        return load8(key.data());
    if (key.size() >= 4) {
        std::uint32_t first, last;
        std::memcpy(&first, key.data(), 4);
        std::memcpy(&last, key.data() + key.size() - 4, 4);
        return first | static_cast<std::uint64_t>(last) << (8 * (key.size() - 4));
    }
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < key.size(); ++i)
        value |= static_cast<std::uint64_t>(static_cast<unsigned char>(key[i])) << (8 * i);
    return value;
}

/// After wyhash (Wang Yi 2019): multiply and fold, eight bytes at a time.
std::uint64_t KeyCoder::hash(std::string_view key)
{
    constexpr std::uint64_t kFirst = 0xa0761d6478bd642f, kSecond = 0xe7037ed1a0b428db;
    std::uint64_t state = kFirst ^ key.size();
    std::size_t at = 0;
    for (; at + 8 < key.size(); at += 8)
        state = mix(state ^ load8(key.data() + at), kSecond);
    return mix(state ^ head(key.substr(at)), kSecond);
}

std::uint32_t KeyCoder::tag(std::uint64_t hash, std::size_t length)
{
    return static_cast<std::uint32_t>(hash >> 40) << 8 | static_cast<std::uint32_t>(std::min<std::size_t>(length, 255));
}

KeyCoder::Probe KeyCoder::probe(std::string_view key)
{
    const auto hashed = hash(key);
    return {hashed, {0, tag(hashed, key.size()), head(key), key.size() > 8 ? load8(key.data() + key.size() - 8) : 0}};
}

bool KeyCoder::holds(const Slot &slot, const Slot &wanted, std::string_view key) const
{
    return slot.tag == wanted.tag && slot.head == wanted.head && slot.tail == wanted.tail &&
           (key.size() <= 16 || this->key(slot.codePlusOne - 1) == key);
}

std::uint32_t KeyCoder::code(std::string_view key)
{
    auto [hashed, wanted] = probe(key);
    auto at = hashed & m_mask;
    for (; m_slots[at].codePlusOne != 0; at = (at + 1) & m_mask) {
        if (holds(m_slots[at], wanted, key))
            return m_slots[at].codePlusOne - 1;
    }
    std::string buffer;
    if (const auto whole = composed(key, buffer); whole.data() != key.data())
        return code(whole);
    m_texts.push_back(store(key));
    wanted.codePlusOne = size();
    m_slots[at] = wanted;
    if (m_texts.size() * 8 > m_slots.size() * 5)
        grow();
    return wanted.codePlusOne - 1;
}

std::optional<std::uint32_t> KeyCoder::find(std::string_view key) const
{
    const auto [hashed, wanted] = probe(key);
    for (auto at = hashed & m_mask; m_slots[at].codePlusOne != 0; at = (at + 1) & m_mask)
        if (holds(m_slots[at], wanted, key))
            return m_slots[at].codePlusOne - 1;
    std::string buffer;
    const auto whole = composed(key, buffer);
    return whole.data() != key.data() ? find(whole) : std::nullopt;
}

std::string_view KeyCoder::key(std::uint32_t code) const
{
    const auto *text = m_texts[code];
    return {text + sizeof(std::uint32_t), lengthOf(text)};
}

const char *KeyCoder::store(std::string_view key)
{
    const auto needed = key.size() + sizeof(std::uint32_t);
    if (needed > m_freeBytes) {
        m_freeBytes = std::max(needed, kArenaBlockBytes);
        m_blocks.push_back(std::make_unique_for_overwrite<char[]>(m_freeBytes));
        m_free = m_blocks.back().get();
        m_blockBytes += m_freeBytes;
    }
    auto *text = m_free;
    const auto length = static_cast<std::uint32_t>(key.size());
    std::memcpy(text, &length, sizeof length);
    std::memcpy(text + sizeof length, key.data(), key.size());
    m_free += needed;
    m_freeBytes -= needed;
    return text;
}

void KeyCoder::grow()
{
    std::vector<Slot> larger(m_slots.size() * 2);
    m_mask = larger.size() - 1;
    for (const auto &slot : m_slots) {
        if (slot.codePlusOne == 0)
            continue;
        auto at = hash(key(slot.codePlusOne - 1)) & m_mask;
        while (larger[at].codePlusOne != 0)
            at = (at + 1) & m_mask;
        larger[at] = slot;
    }
    m_slots = std::move(larger);
}

std::size_t KeyCoder::bytes() const
{
    return m_slots.capacity() * sizeof(Slot) + m_texts.capacity() * sizeof(char *) + m_blockBytes;
}

} // namespace aisle
