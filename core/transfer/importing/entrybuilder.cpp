#include "core/transfer/importing/entrybuilder.h"

#include "core/common/text/delimitedtext.h"
#include "core/transfer/reading/numbers.h"

#include <QJsonDocument>
#include <array>

namespace aisle {

namespace {

struct KnownText
{
    const char *name;
    std::string CatalogueEntry::*text;
};
constexpr std::array kTexts{
    KnownText{"title", &CatalogueEntry::title}, KnownText{"category", &CatalogueEntry::category},
    KnownText{"brand", &CatalogueEntry::brand}, KnownText{"description", &CatalogueEntry::description},
    KnownText{"image", &CatalogueEntry::image}};

bool isOneOf(const QString &text, std::initializer_list<const char *> words)
{
    return std::any_of(words.begin(), words.end(),
                       [&](const char *word) { return text.compare(QLatin1String(word), Qt::CaseInsensitive) == 0; });
}

std::optional<bool> truthOf(const QString &text)
{
    const bool yes = isOneOf(text, {"1", "true", "yes"});
    return (yes || isOneOf(text, {"0", "false", "no"})) ? std::optional(yes) : std::nullopt;
}

} // namespace

EntryField itemField(const QString &name)
{
    EntryField field{name, nullptr, isOneOf(name, {"price"}), isOneOf(name, {"is_product"})};
    for (const auto &known : kTexts)
        if (isOneOf(name, {known.name}))
            field.text = known.text;
    return field;
}

void EntryBuilder::add(const EntryField &field, std::string_view text)
{
    if (text.empty())
        return;
    const auto asText = [&] { return QString::fromUtf8(text); };
    if (field.text)
        m_entry.*field.text = spreadsheetPlain(text);
    else if (const auto price = field.isPrice ? parseNumber(text, m_decimal) : std::nullopt)
        m_entry.price = price;
    else if (field.isPrice)
        return;
    else if (const auto truth = field.isMark ? truthOf(asText()) : std::nullopt)
        m_entry.isProduct = truth;
    else
        m_attributes.insert(field.name, asText());
}

CatalogueEntry EntryBuilder::take()
{
    if (!m_attributes.isEmpty())
        m_entry.attributes = QJsonDocument(m_attributes).toJson(QJsonDocument::Compact).toStdString();
    return std::move(m_entry);
}

} // namespace aisle
