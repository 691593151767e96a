#pragma once
#include "core/common/keyformatter.h"
#include "core/lists/listbasis.h"
#include "core/lists/shopperhistory.h"
#include "core/transfer/writing/sheet.h"

#include <QAbstractTableModel>
#include <QPointer>
#include <QUndoStack>
#include <memory>
#include <optional>
#include <vector>

namespace aisle {

/// One shopper's history, newest first, and what an analyst tries out on it: events left out by their tick, products
/// added above. Every edit is one step of the undo stack it is given.
class HistoryModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Product, Kind, Time, PartColumn, ColumnCount };
    enum Role {
        ItemRole = Qt::UserRole, ///< qint64 ItemId, 0 without a product
        KeyRole,                 ///< QString, the log's key of the product
        TitleRole,               ///< QString, the title, or the shown key where there is none
        HasTitleRole,            ///< bool
        MeaningRole,             ///< int Meaning
        KindRole,                ///< QString, the log's word
        TimeRole,                ///< qint64 Unix ms, kNoTime when absent
        PartRole,                ///< int Part, -1 when absent
        PartBeginsRole,          ///< bool: the event below (older) stands in another part
        CountsRole,              ///< bool: the lists may know this event
        AddedRole,               ///< bool: put in by the analyst
        QuantityRole,            ///< double, NaN when absent
        ImageRole,               ///< QString, as the catalogue names the picture; empty: none
        AnyImageRole             ///< bool: some product of the history has a picture
    };

    explicit HistoryModel(QObject *parent = nullptr);

    void setUndoStack(QUndoStack *stack); ///< null: edits cannot be undone
    /// Shows another shopper: edits go, and steps on the stack that belong to the older history do nothing any more.
    /// Null: nothing is shown.
    void setHistory(std::shared_ptr<const ShopperHistory> history);
    const std::shared_ptr<const ShopperHistory> &history() const { return m_history; }
    void setKeys(const KeyFormatter &keys);
    /// By event, oldest first; empty: the split is not known.
    void setParts(std::vector<std::optional<Part>> parts);
    /// Which events the lists may know, oldest first; empty: all.
    void setCounted(std::vector<bool> counted);

    HistoryEdits edits() const;
    bool isEdited() const { return !m_added.empty() || m_leftOutCount > 0; }
    int leftOutCount() const { return m_leftOutCount; }
    int addedCount() const { return static_cast<int>(m_added.size()); }

    Sheet sheet() const;               ///< the whole history
    QString asTsv(int row = -1) const; ///< a row, or the whole history under its headings
    bool isLeftOut(int row) const;

    void leaveOut(int row, bool out);
    /// Puts a product on top, as if the shopper had done it just now.
    void addProduct(const ItemRecord &item, int kind);
    void removeAdded(int row);
    void clearEdits(); ///< one step

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void edited(); ///< edits() is another; once a step

private:
    struct Added
    {
        StoredEvent event;
        ItemRecord item;
    };
    struct State ///< what a step of undo restores
    {
        std::vector<bool> leftOut;
        std::vector<Added> added;
    };
    class Step;

    std::optional<std::size_t> eventOf(int row) const; ///< index in the history; absent for an added row
    const StoredEvent &event(int row) const;
    const ItemRecord *item(int row) const;
    QString title(int row) const;
    bool counts(int row) const;
    int part(int row) const;
    QVariant display(int row, int column) const;
    QStringList cells(int row) const; ///< of the sheet
    void push(State next, const QString &text);
    void become(State next);
    std::int64_t timeOfNow() const;

    std::shared_ptr<const ShopperHistory> m_history;
    KeyFormatter m_keys;
    std::vector<std::optional<Part>> m_parts;
    std::vector<bool> m_counted;
    std::vector<bool> m_leftOut; ///< by event
    int m_leftOutCount = 0;
    std::vector<Added> m_added; ///< oldest first
    bool m_anyImage = false;    ///< of a product of the log
    QPointer<QUndoStack> m_undo;
};

} // namespace aisle
