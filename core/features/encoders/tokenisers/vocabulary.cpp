#include "core/features/encoders/tokenisers/vocabulary.h"

#include "core/common/lookup/mapped.h"
#include "core/features/encoders/tokenisers/tokeniserpart.h"

#include <algorithm>

namespace aisle {

Vocabulary Vocabulary::read(const TokeniserPart &part, const char *key)
{
    if (!part.value(key).isObject())
        part.refuse(
            QStringLiteral("its %1 has no \"%2\" of tokens and ids").arg(part.kind(), QString::fromLatin1(key)));
    Vocabulary vocabulary;
    const auto tokens = part.value(key).toObject();
    for (auto token = tokens.begin(); token != tokens.end(); ++token) {
        const auto id = idOf(token.value());
        if (id < 0)
            part.refuse(QStringLiteral("the id of the token \"%1\" is no whole number").arg(token.key()));
        vocabulary.add(token.key().toStdString(), id);
    }
    return vocabulary;
}

void Vocabulary::add(std::string token, std::int32_t id)
{
    m_ids.insert_or_assign(std::move(token), id);
    m_largest = std::max(m_largest, id);
}

std::optional<std::int32_t> Vocabulary::id(std::string_view token) const
{
    const auto found = m_ids.find(token);
    if (found == m_ids.end())
        return {};
    return found->second;
}

bool Vocabulary::addBytes(std::string_view text, std::vector<std::int32_t> &ids) const
{
    constexpr char kDigits[] = "0123456789ABCDEF";
    const auto before = ids.size();
    for (const char c : text) {
        const auto byte = static_cast<std::uint8_t>(c);
        const char token[] = {'<', '0', 'x', kDigits[byte >> 4], kDigits[byte & 15], '>'};
        const auto found = id({token, sizeof(token)});
        if (!found) {
            ids.resize(before);
            return false;
        }
        ids.push_back(*found);
    }
    return true;
}

std::vector<std::string_view> Vocabulary::tokens() const
{
    return mapped<std::vector<std::string_view>>(m_ids,
                                                 [](const auto &entry) { return std::string_view(entry.first); });
}

} // namespace aisle
