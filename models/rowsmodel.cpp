#include "models/rowsmodel.h"
#include "core/common/text/showntext.h"

namespace aisle {

void RowsModel::setHeaders(QStringList headers)
{
    if (headers.size() == m_headers.size()) {
        m_headers = std::move(headers);
        if (!m_headers.isEmpty())
            Q_EMIT headerDataChanged(Qt::Horizontal, 0, static_cast<int>(m_headers.size()) - 1);
        return;
    }
    beginResetModel();
    m_headers = std::move(headers);
    endResetModel();
}

void RowsModel::setRows(std::vector<Row> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int RowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RowsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_headers.size());
}

QVariant RowsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case IdRole:
        return row.id;
    case KeyRole:
        return row.key;
    case TitleRole:
        return row.title;
    case SlotRole:
        return row.slot;
    default:
        break;
    }
    if (static_cast<std::size_t>(index.column()) >= row.cells.size())
        return {};
    const auto &cell = row.cells[static_cast<std::size_t>(index.column())];
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case Qt::ToolTipRole:
        return tipText(cell.tip.isEmpty() ? cell.text : cell.tip);
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (cell.isNumber ? Qt::AlignRight : Qt::AlignLeft));
    case FractionRole:
        return cell.fraction < 0 ? QVariant() : QVariant(cell.fraction);
    default:
        return {};
    }
}

QVariant RowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::DisplayRole)
        return m_headers.value(section);
    if (role == Qt::TextAlignmentRole) {
        const auto place = static_cast<std::size_t>(section);
        const bool number =
            !m_rows.empty() && place < m_rows.front().cells.size() && m_rows.front().cells[place].isNumber;
        return int(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft));
    }
    return {};
}

} // namespace aisle
