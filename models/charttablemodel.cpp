#include "models/charttablemodel.h"

namespace aisle {

void ChartTableModel::setChart(ChartData data)
{
    beginResetModel();
    m_data = std::move(data);
    endResetModel();
}

int ChartTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_data.rowCount();
}

int ChartTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_data.columnCount();
}

QVariant ChartTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::DisplayRole)
        return m_data.cellText(index.row(), index.column(), QLocale());
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::Alignment(index.column() == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    return {};
}

QVariant ChartTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_data.columnCount())
        return {};
    if (role == Qt::DisplayRole)
        return m_data.header(section);
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::Alignment(section == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    return {};
}

} // namespace aisle
