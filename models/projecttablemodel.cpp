#include "models/projecttablemodel.h"

namespace aisle {

void ProjectTableModel::setKeys(const KeyFormatter &keys)
{
    m_keys = keys;
    cellsChanged();
}

void ProjectTableModel::setWords(Words words)
{
    m_words = std::move(words);
    cellsChanged();
}

QVariant ProjectTableModel::cell(const TableRow &row, int column, int role) const
{
    const auto &value = row.cells[static_cast<std::size_t>(column)];
    const auto &shape = tableColumn(column);
    if (value.isNull() || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return PagedTableModel::cell(row, column, role);
    switch (shape.kind) {
    case ColumnKind::ShopperKey:
        return m_keys.shopper(value.toString());
    case ColumnKind::ProductKey:
        return m_keys.product(value.toString());
    case ColumnKind::Flag:
        return value.toInt() != 0 ? tr("yes") : tr("no");
    case ColumnKind::Text:
    case ColumnKind::KindWord:
        if (m_words)
            return m_words(QString::fromLatin1(shape.id), value.toString());
        break;
    default:
        break;
    }
    return PagedTableModel::cell(row, column, role);
}

} // namespace aisle
