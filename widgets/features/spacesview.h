#pragma once
#include "models/desks/featuredesk.h"
#include "models/rowsmodel.h"
#include "widgets/common/retranslated.h"

#include <QWidget>
#include <array>

class QComboBox;
class QLabel;

namespace aisle {

class ListCard;
class ProductField;

/// A product and, side by side, what two tables of features, or a table and a compared run, hold to be similar to it.
class SpacesView : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit SpacesView(QWidget *parent = nullptr);

    void setSession(SessionPointer session);
    /// Tables of products, then the compared runs; what was chosen stays where it still is there.
    void setSources(const QStringList &tables);
    void showFirst(const QString &table); ///< at the left
    FeatureDesk::Sources sources() const;
    void showProduct(); ///< the selection's: its neighbours are being read
    void showSpaces(ItemId item, const FeatureDesk::Spaces &spaces);
    ProductField *finder() const { return m_find; }

Q_SIGNALS:
    void sourcesChosen(); ///< by a person
    void productChosen(const aisle::ProductRef &product);

private:
    static constexpr std::size_t kSpaces = FeatureDesk::kSpaces;
    void layOut();
    void connectAll();
    void retranslate() override;
    void fillBox(std::size_t space, const QStringList &tables);
    void fill(std::size_t space);
    std::vector<RowsModel::Row> rowsOf(std::size_t space) const;
    QString placeAtTheOther(std::size_t space, ItemId item) const;

    SessionPointer m_session;
    std::optional<ItemId> m_item; ///< whose spaces these are
    std::optional<FeatureDesk::Spaces> m_spaces;
    ProductField *m_find;
    QLabel *m_product;
    std::array<QComboBox *, kSpaces> m_table;
    bool m_hasTables = false;
    std::array<ListCard *, kSpaces> m_cards;
};

} // namespace aisle
