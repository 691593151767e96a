#pragma once
#include "core/explore/shopperfinder.h"

#include <QAbstractTableModel>

namespace aisle {

/// Shoppers that were found, with the figure they were found by.
class FoundShoppersModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Key, Figure, ColumnCount };
    enum Role { UserRole = Qt::UserRole, KeyRole };

    explicit FoundShoppersModel(QObject *parent = nullptr) : QAbstractTableModel(parent) {}

    void setFound(FoundShoppers found, ShopperOrder order);
    void setKeys(const KeyFormatter &keys);
    const FoundShoppers &found() const { return m_found; }
    int rowOf(UserId user) const; ///< -1 when not found

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void retranslate(); ///< headers and figures are written anew

private:
    QString figure(const FoundShopper &shopper) const;
    QString explained(const FoundShopper &shopper) const;

    FoundShoppers m_found;
    ShopperOrder m_order = ShopperOrder::MostActive;
    KeyFormatter m_keys;
};

} // namespace aisle
