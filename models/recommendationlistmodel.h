#pragma once
#include "core/common/keyformatter.h"
#include "core/lists/listing.h"
#include "core/storage/catalogue.h"
#include "core/transfer/writing/sheet.h"

#include <QAbstractTableModel>
#include <array>
#include <unordered_map>
#include <vector>

namespace aisle {

/// Decimals that a list's scores are written with, by the largest of them: a count of events has none.
int scoreDecimals(double largest);

/// The list of one run for one shopper, best first.
class RecommendationListModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Rank, Product, Category, Price, Score, Hit, ColumnCount };
    enum Role {
        ItemRole = Qt::UserRole, ///< qint64 ItemId
        KeyRole,                 ///< QString, the log's key
        TitleRole,               ///< QString, the title, or the shown key where there is none
        HasTitleRole,            ///< bool
        CategoryRole,            ///< QString
        PriceRole,               ///< double, invalid when absent
        ScoreRole,               ///< float
        ScoreFractionRole,       ///< 0..1 within this list only
        HitRole,                 ///< bool: among what was relevant to the shopper in the test part
        ElsewhereRole,           ///< QVariantList of 4 ints: place in the lists of A..D, 0 where it is not
        ImageRole,               ///< QString, as the catalogue names the picture; empty: none
        AnyImageRole,            ///< bool: some product of the list has one
        MovedRole ///< int: places up since the history was edited; kNew when it was not in the list; 0 else
    };
    static constexpr int kNew = 1 << 20;
    using Places = std::array<int, 4>;

    explicit RecommendationListModel(QObject *parent = nullptr) : QAbstractTableModel(parent) {}

    /// Rows that only change place keep the view where it is.
    void setList(std::vector<ListedItem> items, const std::unordered_map<ItemId, ItemRecord> &records);
    void clear() { setList({}, {}); }
    void setKeys(const KeyFormatter &keys);
    /// Places in the lists of all compared runs, by row.
    void setElsewhere(std::vector<Places> places);
    /// The list before the history was edited; empty: nothing was.
    void setBefore(std::vector<ItemId> before);

    const std::vector<ListedItem> &items() const { return m_items; }
    int rowOf(ItemId item) const;      ///< -1 when not listed
    Sheet sheet() const;               ///< the whole list
    QString asTsv(int row = -1) const; ///< a row, or the whole list under its headings

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QStringList cells(int row) const; ///< of the sheet
    QVariant display(const QModelIndex &index) const;
    QString title(std::size_t row) const;
    double scoreFraction(std::size_t row) const;
    int moved(std::size_t row) const;
    double largestScore() const;
    void changed();

    std::vector<ListedItem> m_items;
    std::vector<ItemRecord> m_records; ///< by row
    std::vector<Places> m_elsewhere;   ///< by row, or empty
    std::vector<ItemId> m_before;
    bool m_anyImage = false;
    KeyFormatter m_keys;
};

} // namespace aisle
