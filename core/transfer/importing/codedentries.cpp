#include "core/transfer/importing/codedentries.h"

#include <cmath>

namespace aisle {

CodedEntries::CodedEntries(const KeyCoder &keys, const FactCollector &userFacts) : m_keys(keys), m_facts(&userFacts)
{
    for (const auto &name : userFacts.fields())
        m_fields.push_back({name});
}

CodedEntries::CodedEntries(const KeyCoder &keys, const FactCollector &itemFacts, const Prices &prices, QChar decimal)
    : m_keys(keys), m_facts(&itemFacts), m_prices(&prices), m_decimal(decimal)
{
    for (const auto &name : itemFacts.fields()) {
        m_fields.push_back(itemField(name));
        m_fields.back().isMark = false; // only a list says it
    }
}

CatalogueEntry CodedEntries::said(std::uint32_t code) const
{
    EntryBuilder entry(m_decimal);
    if (m_prices && code < m_prices->size() && std::isfinite((*m_prices)[code].second))
        entry.setPrice((*m_prices)[code].second);
    for (std::size_t i = 0; i < m_fields.size(); ++i)
        entry.add(m_fields[i], m_facts->best(code, i));
    return entry.take();
}

} // namespace aisle
