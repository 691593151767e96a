#include "core/transfer/importing/itemfacts.h"

#include <algorithm>

namespace aisle {

namespace {

constexpr std::size_t kTextBytes = std::size_t(192) << 20; // beyond it only texts that are known already are counted

} // namespace

void FactCollector::add(std::uint32_t code, std::size_t field, std::string_view text)
{
    const auto base = (code * m_fields.size() + field) * kVariants;
    if (base + kVariants > m_variants.size())
        m_variants.resize((code + 1) * m_fields.size() * kVariants);
    const auto first = m_variants.begin() + static_cast<std::ptrdiff_t>(base);
    const auto last = first + kVariants;
    for (auto variant = first; variant != last && variant->count > 0; ++variant) {
        if (m_texts.key(variant->text) == text) {
            ++variant->count;
            return;
        }
    }
    if (m_texts.bytes() > kTextBytes && !m_texts.find(text))
        return;
    auto rarest = std::min_element(first, last, [](const auto &a, const auto &b) { return a.count < b.count; });
    *rarest = {m_texts.code(text), rarest->count + 1};
}

std::string_view FactCollector::best(std::uint32_t code, std::size_t field) const
{
    const auto base = (code * m_fields.size() + field) * kVariants;
    if (base + kVariants > m_variants.size())
        return {};
    std::string_view found;
    std::uint32_t most = 0;
    for (std::size_t i = 0; i < kVariants; ++i) {
        const auto &variant = m_variants[base + i];
        if (variant.count > most && isSensibleText(m_texts.key(variant.text))) {
            most = variant.count;
            found = m_texts.key(variant.text);
        }
    }
    return found;
}

namespace {
/// A letter or a digit, of whatever script.
bool saysSomething(char byte)
{
    const auto c = static_cast<unsigned char>(byte);
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
} // namespace

bool isSensibleText(std::string_view text)
{
    return !text.starts_with('?') && std::ranges::any_of(text, saysSomething);
}

} // namespace aisle
