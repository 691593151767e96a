#pragma once
#include <QAbstractTableModel>
#include <QStringList>
#include <vector>

namespace aisle {

/// A short table of ready texts: what a card of a page lists. Rows carry the id and the key of what they name.
class RowsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Role {
        IdRole = Qt::UserRole, ///< qint64
        KeyRole,               ///< QString, the log's key
        TitleRole,             ///< QString, the title, may be empty
        FractionRole,          ///< double 0..1, drawn as a thin bar; invalid: none
        SlotRole               ///< int, the run (A..D) that the bar belongs to; -1: none
    };
    struct Cell
    {
        QString text;
        bool isNumber = false; ///< aligned to the right
        QString tip{};         ///< empty: the text
        double fraction = -1;  ///< of the bar; negative: none
    };
    struct Row
    {
        qint64 id = 0;
        QString key{};
        QString title{};
        std::vector<Cell> cells{};
        int slot = -1;
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setHeaders(QStringList headers); ///< one a column
    void setRows(std::vector<Row> rows);
    const std::vector<Row> &rows() const { return m_rows; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QStringList m_headers;
    std::vector<Row> m_rows;
};

} // namespace aisle
