#include "core/transfer/importing/codedentries.h"

#include "core/common/lookup/mapped.h"

#include <cmath>

namespace aisle {

CodedEntries::CodedEntries(const KeyCoder &keys, const FactCollector &userFacts) : m_keys(keys), m_facts(&userFacts)
{
    for (const auto &name : userFacts.fields())
        m_fields.push_back({name});
}

namespace {
EntryField factField(const QString &name)
{
    auto field = itemField(name);
    field.isMark = false; // only a list says it
    return field;
}
} // namespace

CodedEntries::CodedEntries(const KeyCoder &keys, const FactCollector &itemFacts, const Prices &prices, QChar decimal)
    : m_keys(keys), m_facts(&itemFacts), m_prices(&prices), m_decimal(decimal)
{
    m_fields = mapped<std::vector<EntryField>>(itemFacts.fields(), factField);
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
