#pragma once
#include "core/storage/bulk/catalogueentry.h"

#include <QJsonObject>
#include <QString>
#include <string_view>

namespace aisle {

/// Where a named field of a product or shopper goes: one of a product's known texts, its price, whether it is a
/// product, or else an attribute.
struct EntryField
{
    QString name;
    std::string CatalogueEntry::*text = nullptr;
    bool isPrice = false;
    bool isMark = false; ///< is_product, as the exported catalogue calls it
};
EntryField itemField(const QString &name); ///< title, category, brand, price, description, image, is_product

/// Puts together what an import says of one product or shopper.
class EntryBuilder
{
public:
    explicit EntryBuilder(QChar decimal) : m_decimal(decimal) {}
    void setPrice(double price) { m_entry.price = price; }
    void add(const EntryField &field, std::string_view text); ///< UTF-8; an empty text says nothing
    CatalogueEntry take();

private:
    QChar m_decimal;
    CatalogueEntry m_entry;
    QJsonObject m_attributes;
};

} // namespace aisle
