#include "models/recommendationlistmodel.h"

#include "core/common/text/delimitedtext.h"

#include <QLocale>
#include <algorithm>
#include <cmath>

namespace aisle {

int scoreDecimals(double largest)
{
    const auto size = std::abs(largest);
    if (size >= 100 && size == std::floor(size))
        return 0;
    return size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 4;
}

void RecommendationListModel::setList(std::vector<ListedItem> items,
                                      const std::unordered_map<ItemId, ItemRecord> &records)
{
    const bool sameSize = items.size() == m_items.size();
    if (!sameSize)
        beginResetModel();
    m_items = std::move(items);
    m_records.clear();
    for (const auto &item : m_items) {
        const auto found = records.find(item.item);
        m_records.push_back(found == records.end() ? ItemRecord{} : found->second);
    }
    m_elsewhere.clear();
    m_anyImage = std::any_of(m_records.begin(), m_records.end(),
                             [](const ItemRecord &record) { return !record.image.isEmpty(); });
    if (sameSize)
        changed();
    else
        endResetModel();
}

void RecommendationListModel::setKeys(const KeyFormatter &keys)
{
    m_keys = keys;
    changed();
}

void RecommendationListModel::setElsewhere(std::vector<Places> places)
{
    m_elsewhere = std::move(places);
    changed();
}

void RecommendationListModel::setBefore(std::vector<ItemId> before)
{
    m_before = std::move(before);
    changed();
}

void RecommendationListModel::changed()
{
    if (!m_items.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int RecommendationListModel::rowOf(ItemId item) const
{
    const auto found =
        std::find_if(m_items.begin(), m_items.end(), [item](const ListedItem &listed) { return listed.item == item; });
    return found == m_items.end() ? -1 : static_cast<int>(found - m_items.begin());
}

QStringList RecommendationListModel::cells(int row) const
{
    const auto place = static_cast<std::size_t>(row);
    const auto text = [&](Column column) { return display(index(row, column)).toString(); };
    return {text(Rank),
            m_keys.product(m_records[place].key),
            m_records[place].title,
            text(Category),
            text(Price),
            text(Score),
            text(Hit)};
}

Sheet RecommendationListModel::sheet() const
{
    std::vector<QStringList> rows;
    for (int row = 0; row < rowCount(); ++row)
        rows.push_back(cells(row));
    return Sheet::of({{tr("Rank")},
                      {tr("Key")},
                      {tr("Product"), true},
                      {tr("Category"), true},
                      {tr("Price")},
                      {tr("Score")},
                      {tr("Hit")}},
                     std::move(rows));
}

QString RecommendationListModel::asTsv(int row) const
{
    return row >= 0 && row < rowCount() ? tsvLine(cells(row)) + u'\n' : sheetText(sheet());
}

int RecommendationListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

int RecommendationListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString RecommendationListModel::title(std::size_t row) const
{
    const auto &record = m_records[row];
    return record.title.isEmpty() ? m_keys.product(record.key) : record.title;
}

/// Scores of two recommenders share no scale, so the bar knows its own list only: from nothing where no score is
/// negative, else from a little under the last one.
double RecommendationListModel::scoreFraction(std::size_t row) const
{
    const auto [low, high] = std::ranges::minmax_element(m_items, {}, &ListedItem::score);
    const auto floor = low->score >= 0 ? 0. : low->score - .1 * static_cast<double>(high->score - low->score);
    const auto range = static_cast<double>(high->score) - floor;
    return range > 0 ? std::clamp((static_cast<double>(m_items[row].score) - floor) / range, 0., 1.) : 1.;
}

double RecommendationListModel::largestScore() const
{
    double largest = 0;
    for (const auto &item : m_items)
        largest = std::max(largest, std::abs(static_cast<double>(item.score)));
    return largest;
}

int RecommendationListModel::moved(std::size_t row) const
{
    if (m_before.empty())
        return 0;
    const auto found = std::ranges::find(m_before, m_items[row].item);
    return found == m_before.end() ? kNew : static_cast<int>(found - m_before.begin()) - static_cast<int>(row);
}

QVariant RecommendationListModel::display(const QModelIndex &index) const
{
    const auto row = static_cast<std::size_t>(index.row());
    switch (index.column()) {
    case Rank:
        return index.row() + 1;
    case Product:
        return title(row);
    case Category:
        return m_records[row].category;
    case Price:
        return m_records[row].price ? QLocale().toString(*m_records[row].price, 'f', 2) : QString();
    case Score:
        return QLocale().toString(static_cast<double>(m_items[row].score), 'f', scoreDecimals(largestScore()));
    case Hit:
        return m_items[row].hit ? tr("hit") : QString();
    default:
        return {};
    }
}

QVariant RecommendationListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    const auto &record = m_records[row];
    switch (role) {
    case Qt::DisplayRole:
        return display(index);
    case Qt::TextAlignmentRole:
        if (index.column() == Rank || index.column() == Price || index.column() == Score)
            return int(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    case Qt::AccessibleTextRole:
        return m_items[row].hit ? tr("%1. %2, a hit").arg(QString::number(index.row() + 1), title(row))
                                : tr("%1. %2").arg(QString::number(index.row() + 1), title(row));
    case ItemRole:
        return QVariant::fromValue<qint64>(m_items[row].item.value);
    case KeyRole:
        return record.key;
    case TitleRole:
        return title(row);
    case HasTitleRole:
        return !record.title.isEmpty();
    case CategoryRole:
        return record.category;
    case PriceRole:
        return record.price ? QVariant(*record.price) : QVariant();
    case ScoreRole:
        return m_items[row].score;
    case ScoreFractionRole:
        return scoreFraction(row);
    case HitRole:
        return m_items[row].hit;
    case ElsewhereRole: {
        QVariantList places;
        for (std::size_t slot = 0; slot < 4; ++slot)
            places.append(row < m_elsewhere.size() ? m_elsewhere[row][slot] : 0);
        return places;
    }
    case ImageRole:
        return record.image;
    case AnyImageRole:
        return m_anyImage;
    case MovedRole:
        return moved(row);
    default:
        return {};
    }
}

QVariant RecommendationListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Rank:
        return tr("Rank");
    case Product:
        return tr("Product");
    case Category:
        return tr("Category");
    case Price:
        return tr("Price");
    case Score:
        return tr("Score");
    case Hit:
        return tr("Hit");
    default:
        return {};
    }
}

} // namespace aisle
