#include "models/historymodel.h"

#include "core/common/text/delimitedtext.h"

#include <QDateTime>
#include <QUndoCommand>
#include <algorithm>

namespace aisle {

/// Goes between two states; they are small, and a step that knows both cannot disagree with what is shown.
class HistoryModel::Step : public QUndoCommand
{
public:
    Step(HistoryModel &model, State before, State after, const QString &text)
        : QUndoCommand(text), m_model(&model), m_history(model.m_history), m_before(std::move(before)),
          m_after(std::move(after))
    {
    }
    void undo() override { become(m_before); }
    void redo() override { become(m_after); }

private:
    void become(const State &state)
    {
        if (m_model && m_model->m_history == m_history.lock() && m_model->m_history)
            m_model->become(state);
        else
            setObsolete(true);
    }

    QPointer<HistoryModel> m_model;
    std::weak_ptr<const ShopperHistory> m_history;
    State m_before;
    State m_after;
};

HistoryModel::HistoryModel(QObject *parent) : QAbstractTableModel(parent) {}

void HistoryModel::setUndoStack(QUndoStack *stack)
{
    m_undo = stack;
}

void HistoryModel::setHistory(std::shared_ptr<const ShopperHistory> history)
{
    beginResetModel();
    m_history = std::move(history);
    m_parts.clear();
    m_counted.clear();
    m_leftOut.assign(m_history ? m_history->events.size() : 0, false);
    m_leftOutCount = 0;
    m_added.clear();
    m_anyImage = m_history && std::any_of(m_history->items.begin(), m_history->items.end(),
                                          [](const auto &item) { return !item.second.image.isEmpty(); });
    endResetModel();
}

void HistoryModel::setKeys(const KeyFormatter &keys)
{
    m_keys = keys;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void HistoryModel::setParts(std::vector<std::optional<Part>> parts)
{
    const bool known = std::any_of(parts.begin(), parts.end(), [](const auto &part) { return part.has_value(); });
    m_parts = known ? std::move(parts) : std::vector<std::optional<Part>>{};
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void HistoryModel::setCounted(std::vector<bool> counted)
{
    m_counted = std::move(counted);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

HistoryEdits HistoryModel::edits() const
{
    HistoryEdits edits;
    for (std::size_t i = 0; m_leftOutCount > 0 && i < m_leftOut.size(); ++i) {
        if (m_leftOut[i])
            edits.leftOut.push_back(m_history->events[i]);
    }
    for (const auto &added : m_added)
        edits.added.push_back(added.event);
    return edits;
}

QStringList HistoryModel::cells(int row) const
{
    const auto *record = item(row);
    QStringList cells{record ? m_keys.product(record->key) : QString()};
    for (int column = 0; column < ColumnCount; ++column)
        cells.append(display(row, column).toString());
    return cells;
}

Sheet HistoryModel::sheet() const
{
    std::vector<Sheet::Column> columns{{tr("Key")}};
    for (int column = 0; column < ColumnCount; ++column)
        columns.push_back({headerData(column, Qt::Horizontal).toString(), column == Product});
    std::vector<QStringList> rows;
    for (int row = 0; row < rowCount(); ++row)
        rows.push_back(cells(row));
    return Sheet::of(std::move(columns), std::move(rows));
}

QString HistoryModel::asTsv(int row) const
{
    return row >= 0 && row < rowCount() ? tsvLine(cells(row)) + u'\n' : sheetText(sheet());
}

bool HistoryModel::isLeftOut(int row) const
{
    const auto place = eventOf(row);
    return place && m_leftOut[*place];
}

void HistoryModel::leaveOut(int row, bool out)
{
    const auto place = eventOf(row);
    if (!place || m_leftOut[*place] == out)
        return;
    State next{m_leftOut, m_added};
    next.leftOut[*place] = out;
    push(std::move(next), out ? tr("Leave out an event") : tr("Put an event back"));
}

void HistoryModel::addProduct(const ItemRecord &item, int kind)
{
    if (!m_history)
        return;
    StoredEvent event;
    event.user = m_history->user.id;
    event.item = item.id;
    event.kind = kind;
    event.at = timeOfNow();
    State next{m_leftOut, m_added};
    next.added.push_back({event, item});
    push(std::move(next), tr("Add a product"));
}

void HistoryModel::removeAdded(int row)
{
    if (row < 0 || row >= addedCount())
        return;
    State next{m_leftOut, m_added};
    next.added.erase(next.added.end() - 1 - row);
    push(std::move(next), tr("Take an added product away"));
}

void HistoryModel::clearEdits()
{
    if (isEdited())
        push({std::vector<bool>(m_leftOut.size(), false), {}}, tr("Leave what-if"));
}

std::int64_t HistoryModel::timeOfNow() const
{
    if (!m_added.empty())
        return m_added.back().event.at;
    return m_history->events.empty() ? kNoTime : m_history->events.back().at;
}

void HistoryModel::push(State next, const QString &text)
{
    if (m_undo)
        m_undo->push(new Step(*this, {m_leftOut, m_added}, std::move(next), text));
    else
        become(std::move(next));
}

void HistoryModel::become(State next)
{
    const auto before = addedCount();
    const auto after = static_cast<int>(next.added.size());
    // Added rows stand on top: as many as the new state has are inserted or removed there, then all are told.
    if (after > before) {
        beginInsertRows({}, 0, after - before - 1);
        m_added = std::move(next.added);
        endInsertRows();
    } else if (after < before) {
        beginRemoveRows({}, 0, before - after - 1);
        m_added = std::move(next.added);
        endRemoveRows();
    } else {
        m_added = std::move(next.added);
    }
    m_leftOut = std::move(next.leftOut);
    m_leftOutCount = static_cast<int>(std::count(m_leftOut.begin(), m_leftOut.end(), true));
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT edited();
}

std::optional<std::size_t> HistoryModel::eventOf(int row) const
{
    if (!m_history || row < addedCount() || row >= rowCount())
        return {};
    return m_history->events.size() - 1 - static_cast<std::size_t>(row - addedCount());
}

const StoredEvent &HistoryModel::event(int row) const
{
    if (const auto place = eventOf(row))
        return m_history->events[*place];
    return m_added[m_added.size() - 1 - static_cast<std::size_t>(row)].event;
}

const ItemRecord *HistoryModel::item(int row) const
{
    if (!eventOf(row))
        return &m_added[m_added.size() - 1 - static_cast<std::size_t>(row)].item;
    const auto found = m_history->items.find(event(row).item);
    return found == m_history->items.end() ? nullptr : &found->second;
}

QString HistoryModel::title(int row) const
{
    const auto *record = item(row);
    if (!record)
        return tr("No product");
    return record->title.isEmpty() ? m_keys.product(record->key) : record->title;
}

bool HistoryModel::counts(int row) const
{
    const auto place = eventOf(row);
    return !place || *place >= m_counted.size() || m_counted[*place];
}

int HistoryModel::part(int row) const
{
    const auto place = eventOf(row);
    if (!place || *place >= m_parts.size() || !m_parts[*place])
        return -1;
    return static_cast<int>(*m_parts[*place]);
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid() || !m_history)
        return 0;
    return static_cast<int>(m_history->events.size()) + addedCount();
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HistoryModel::display(int row, int column) const
{
    switch (column) {
    case Product:
        return title(row);
    case Kind: {
        const auto *kind = m_history->kind(event(row).kind);
        return kind ? QString::fromStdString(kind->name) : QString();
    }
    case Time: {
        const auto at = event(row).at;
        return at == kNoTime ? QString()
                             : QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
    }
    case PartColumn:
        switch (part(row)) {
        case static_cast<int>(Part::Train):
            return tr("train");
        case static_cast<int>(Part::Valid):
            return tr("validation");
        case static_cast<int>(Part::Test):
            return tr("test");
        case static_cast<int>(Part::Input):
            return tr("input");
        default:
            return QString();
        }
    default:
        return {};
    }
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const int row = index.row();
    const auto place = eventOf(row);
    const auto *record = item(row);
    switch (role) {
    case Qt::DisplayRole:
        return display(row, index.column());
    case Qt::CheckStateRole:
        if (index.column() != Product)
            return {};
        return place && m_leftOut[*place] ? Qt::Unchecked : Qt::Checked;
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2, %3")
            .arg(title(row), display(row, Kind).toString(), display(row, Time).toString());
    case ItemRole:
        return QVariant::fromValue<qint64>(event(row).item.value);
    case KeyRole:
        return record ? record->key : QString();
    case TitleRole:
        return title(row);
    case HasTitleRole:
        return record && !record->title.isEmpty();
    case ImageRole:
        return record ? record->image : QString();
    case AnyImageRole:
        return m_anyImage;
    case MeaningRole: {
        const auto *kind = m_history->kind(event(row).kind);
        return static_cast<int>(kind ? kind->meaning : Meaning::Other);
    }
    case KindRole:
        return display(row, Kind);
    case TimeRole:
        return QVariant::fromValue<qint64>(event(row).at);
    case PartRole:
        return part(row);
    case PartBeginsRole:
        return part(row) >= 0 && (row + 1 == rowCount() || part(row + 1) != part(row));
    case CountsRole:
        return counts(row);
    case AddedRole:
        return !place;
    case QuantityRole:
        return event(row).quantity;
    default:
        return {};
    }
}

bool HistoryModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const bool in = value.toInt() == Qt::Checked;
    if (eventOf(index.row()))
        leaveOut(index.row(), !in);
    else if (!in)
        removeAdded(index.row());
    return true;
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Product:
        return tr("Product");
    case Kind:
        return tr("Kind");
    case Time:
        return tr("Time");
    case PartColumn:
        return tr("Part");
    default:
        return {};
    }
}

Qt::ItemFlags HistoryModel::flags(const QModelIndex &index) const
{
    auto flags = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == Product && counts(index.row()))
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

} // namespace aisle
