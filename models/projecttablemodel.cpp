#include "models/projecttablemodel.h"

#include "core/storage/graph/shownentity.h"

namespace aisle {

void ProjectTableModel::setKeys(const KeyFormatter &keys)
{
    m_keys = keys;
    setShownKeys(keys);
    textsChanged();
}

void ProjectTableModel::setWords(Words words)
{
    m_words = std::move(words);
    textsChanged();
}

void ProjectTableModel::retranslate()
{
    textsChanged();
}

void ProjectTableModel::textsChanged()
{
    m_texts.reset();
    cellsChanged();
}

const ProjectTableModel::Texts &ProjectTableModel::texts() const
{
    if (!m_texts)
        m_texts = Texts{m_keys, m_words, tr("yes"), tr("no"), tr("hidden")};
    return *m_texts;
}

std::optional<QString> ProjectTableModel::Texts::of(const TableColumn &column, const QVariant &value) const
{
    if (column.isPersonal && keys.usesPseudonyms())
        return hidden;
    switch (column.kind) {
    case ColumnKind::ShopperKey:
        return keys.shopper(value.toString());
    case ColumnKind::ProductKey:
        return keys.product(value.toString());
    case ColumnKind::SessionKey:
        return keys.session(value.toString());
    case ColumnKind::Entity:
        return ShownEntity::of(value.toString()).text(keys);
    case ColumnKind::Flag:
        return value.toInt() != 0 ? yes : no;
    case ColumnKind::Text:
    case ColumnKind::KindWord:
        return words ? words(QString::fromStdString(column.id), value.toString()) : value.toString();
    default:
        return {};
    }
}

QVariant ProjectTableModel::cell(const TableRow &row, int column, int role) const
{
    const auto &value = row.cells[static_cast<std::size_t>(column)];
    const bool isText = !value.isNull() && (role == Qt::DisplayRole || role == Qt::ToolTipRole);
    const auto text = isText ? texts().of(tableColumn(column), value) : std::nullopt;
    return text ? QVariant(*text) : PagedTableModel::cell(row, column, role);
}

PagedTableModel::CellWriter ProjectTableModel::cellWriter() const
{
    return [texts = texts(), numbers = PagedTableModel::cellWriter()](const auto &column, const QVariant &value) {
        const auto text = texts.of(column, value);
        return text ? *text : numbers(column, value);
    };
}

} // namespace aisle
