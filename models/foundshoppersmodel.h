#pragma once
#include "core/explore/shopperfinder.h"

#include <QAbstractTableModel>

namespace aisle {

/// Shoppers that were found, with the figure they were found by. One who is not among them may stand above them, in
/// bold, until others are found.
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
    void setOnTop(std::optional<FoundShopper> shopper); ///< nothing for one that was found
    int firstFoundRow() const { return m_onTop ? 1 : 0; }
    int rowOf(UserId user) const; ///< -1 when it stands nowhere

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void retranslate(); ///< headers and figures are written anew

private:
    const FoundShopper &shopperAt(int row) const;
    bool isFound(UserId user) const;
    QString figure(const FoundShopper &shopper) const;
    QString explained(const FoundShopper &shopper) const;

    FoundShoppers m_found;
    std::optional<FoundShopper> m_onTop;
    ShopperOrder m_order = ShopperOrder::MostActive;
    KeyFormatter m_keys;
};

} // namespace aisle
