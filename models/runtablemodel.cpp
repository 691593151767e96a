#include "models/runtablemodel.h"
#include "core/common/text/showntext.h"
#include "core/runs/runwords.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QLocale>
#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

using Field = RunTableModel::Field;

constexpr Field kBefore[]{Field::Compared, Field::Name, Field::Rank, Field::Recommender, Field::Changed};
constexpr Field kAfter[]{Field::Epochs, Field::Duration, Field::When, Field::Seed, Field::Device, Field::Note};
constexpr int kBeforeCount = std::size(kBefore);
constexpr quintptr kGroupItem = 0; ///< internal id of a group; a run's is its group's row + 1

double seconds(const RunRecord &run)
{
    return run.fitSeconds + run.evaluateSeconds;
}

std::optional<double> figureOf(const RunRecord &run, const std::string &name)
{
    const auto found = run.test.find(name);
    return found == run.test.end() || !std::isfinite(found->second) ? std::nullopt : std::optional(found->second);
}

QString durationText(double value)
{
    const QLocale locale;
    if (value < 60)
        return RunTableModel::tr("%1 s").arg(locale.toString(value, 'f', value < 10 ? 1 : 0));
    const auto whole = static_cast<qint64>(std::llround(value));
    return whole < 3600 ? RunTableModel::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60)
                        : RunTableModel::tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

bool isNumber(Field field)
{
    return field == Field::Figure || field == Field::Epochs || field == Field::Duration || field == Field::Seed ||
           field == Field::Rank;
}

} // namespace

RunTableModel::RunTableModel(QObject *parent) : QAbstractItemModel(parent) {}

void RunTableModel::setGroups(std::vector<RunGroup> groups)
{
    beginResetModel();
    m_groups = std::move(groups);
    sortRows();
    endResetModel();
}

void RunTableModel::setIntervals(RunId run, const std::map<std::string, Interval> &intervals)
{
    const auto at = indexOf(run);
    if (!at.isValid())
        return;
    m_groups[at.internalId() - 1].rows[static_cast<std::size_t>(at.row())].intervals = intervals;
    Q_EMIT dataChanged(at, at.siblingAtColumn(columnCount() - 1));
}

void RunTableModel::setStandings(const std::map<RunId, Standing> &standings)
{
    for (auto &group : m_groups) {
        for (auto &row : group.rows) {
            const auto found = standings.find(row.run.id);
            row.standing = found == standings.end() ? std::nullopt : std::optional(found->second);
        }
    }
    tellAll();
}

void RunTableModel::setFigures(const QStringList &figures)
{
    if (figures == m_figures)
        return;
    beginResetModel();
    m_figures = figures;
    sortRows();
    endResetModel();
}

void RunTableModel::setCompared(const std::array<std::optional<RunRef>, kMaxComparedRuns> &runs)
{
    m_compared = runs;
    tellAll();
}

void RunTableModel::tellAll()
{
    for (int group = 0; group < rowCount(); ++group) {
        const auto parent = index(group, 0);
        if (const int rows = rowCount(parent); rows > 0)
            Q_EMIT dataChanged(index(0, 0, parent), index(rows - 1, columnCount() - 1, parent));
    }
}

void RunTableModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    tellAll();
}

RunTableModel::Field RunTableModel::field(int column) const
{
    const int figures = static_cast<int>(m_figures.size());
    if (column < kBeforeCount)
        return kBefore[column];
    return column < kBeforeCount + figures ? Field::Figure : kAfter[column - kBeforeCount - figures];
}

int RunTableModel::columnOf(Field wanted) const
{
    for (int column = 0; column < columnCount(); ++column)
        if (field(column) == wanted)
            return column;
    return -1;
}

QString RunTableModel::figure(int column) const
{
    return field(column) == Field::Figure ? m_figures[column - kBeforeCount] : QString();
}

QString RunTableModel::columnId(int column) const
{
    switch (field(column)) {
    case Field::Compared:
        return QStringLiteral("compared");
    case Field::Name:
        return QStringLiteral("name");
    case Field::Rank:
        return QStringLiteral("rank");
    case Field::Recommender:
        return QStringLiteral("recommender");
    case Field::Changed:
        return QStringLiteral("changed");
    case Field::Figure:
        return figure(column);
    case Field::Epochs:
        return QStringLiteral("epochs");
    case Field::Duration:
        return QStringLiteral("duration");
    case Field::When:
        return QStringLiteral("when");
    case Field::Seed:
        return QStringLiteral("seed");
    case Field::Device:
        return QStringLiteral("device");
    case Field::Note:
        return QStringLiteral("note");
    }
    return {};
}

const RunRow *RunTableModel::row(const QModelIndex &at) const
{
    if (!at.isValid() || at.internalId() == kGroupItem)
        return nullptr;
    return &m_groups[at.internalId() - 1].rows[static_cast<std::size_t>(at.row())];
}

QModelIndex RunTableModel::indexOf(RunId run, int column) const
{
    for (std::size_t group = 0; group < m_groups.size(); ++group) {
        const auto &rows = m_groups[group].rows;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows[i].run.id == run)
                return createIndex(static_cast<int>(i), column, group + 1);
        }
    }
    return {};
}

QModelIndex RunTableModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : kGroupItem);
}

QModelIndex RunTableModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == kGroupItem)
        return {};
    return createIndex(static_cast<int>(child.internalId()) - 1, 0, kGroupItem);
}

int RunTableModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_groups.size());
    const bool isGroup = parent.internalId() == kGroupItem && parent.column() == 0;
    return isGroup ? static_cast<int>(m_groups[static_cast<std::size_t>(parent.row())].rows.size()) : 0;
}

int RunTableModel::columnCount(const QModelIndex &) const
{
    return kBeforeCount + static_cast<int>(m_figures.size() + std::size(kAfter));
}

int RunTableModel::slotOf(RunId run) const
{
    for (int slot = 0; slot < kMaxComparedRuns; ++slot)
        if (m_compared[static_cast<std::size_t>(slot)] && m_compared[static_cast<std::size_t>(slot)]->id == run)
            return slot;
    return -1;
}

double RunTableModel::greatest(const RunGroup &group, const std::string &name) const
{
    double most = 0;
    for (const auto &row : group.rows) {
        most = std::max(most, figureOf(row.run, name).value_or(0));
        if (const auto interval = row.intervals.find(name); interval != row.intervals.end())
            most = std::max(most, interval->second.high);
    }
    return most;
}

QString RunTableModel::cellText(const RunRow &row, int column) const
{
    const QLocale locale;
    const auto &run = row.run;
    switch (field(column)) {
    case Field::Compared: {
        const int slot = slotOf(run.id);
        return slot < 0 ? QString() : QString(QChar(u'A' + slot));
    }
    case Field::Name:
        return tr("%1 #%2").arg(run.name.isEmpty() ? row.recommender : run.name, QString::number(run.id.value));
    case Field::Rank:
        return row.place() > 0 ? locale.toString(row.place()) : QString();
    case Field::Recommender:
        return row.recommender;
    case Field::Changed:
        return row.changed.join(QStringLiteral(", "));
    case Field::Figure: {
        const auto value = figureOf(run, figure(column).toStdString());
        return value ? locale.toString(*value, 'f', std::abs(*value) < 100 ? 4 : 1) : QStringLiteral("–");
    }
    case Field::Epochs:
        return epochsText(run);
    case Field::Duration:
        return durationText(seconds(run));
    case Field::When: {
        const auto at = QDateTime::fromMSecsSinceEpoch(run.at);
        return at.date() == QDate::currentDate() ? tr("today %1").arg(at.toString(QStringLiteral("HH:mm")))
                                                 : locale.toString(at.date(), QLocale::ShortFormat);
    }
    case Field::Seed:
        return QString::number(run.protocol.seed);
    case Field::Device:
        return run.device;
    case Field::Note:
        return run.note;
    }
    return {};
}

QVariant RunTableModel::sortKey(const RunRow &row, int column) const
{
    switch (field(column)) {
    case Field::Compared: {
        const int slot = slotOf(row.run.id);
        return slot < 0 ? kMaxComparedRuns : slot;
    }
    case Field::Rank:
        return row.place();
    case Field::Figure:
        return figureOf(row.run, figure(column).toStdString()).value_or(-1e300);
    case Field::Epochs:
        return epochsDone(row.run).value_or(EpochsDone{}).done;
    case Field::Duration:
        return seconds(row.run);
    case Field::When:
        return static_cast<qlonglong>(row.run.at);
    case Field::Seed:
        return static_cast<qulonglong>(row.run.protocol.seed);
    default:
        return cellText(row, column);
    }
}

QVariant RunTableModel::groupData(const RunGroup &group, int column, int role) const
{
    if (role == kIsGroup)
        return true;
    const bool isHeading = (role == Qt::DisplayRole || role == Qt::AccessibleTextRole) && column == 0;
    return isHeading ? QVariant(group.heading) : QVariant();
}

QVariant RunTableModel::figureData(const RunGroup &group, const RunRow &row, int column, int role) const
{
    const auto name = figure(column).toStdString();
    const auto value = figureOf(row.run, name);
    const double most = greatest(group, name);
    const auto interval = row.intervals.find(name);
    if (!value || most <= 0)
        return {};
    switch (role) {
    case kFraction:
        return *value / most;
    case kLow:
        return interval == row.intervals.end() ? QVariant() : interval->second.low / most;
    case kHigh:
        return interval == row.intervals.end() ? QVariant() : interval->second.high / most;
    default:
        return {};
    }
}

QString RunTableModel::placeToolTip(const RunRow &row) const
{
    const auto rule = tr("By %1. Runs that cannot be told apart from the best share its place.")
                          .arg(QString::fromStdString(leadingFigure(row.run)));
    const auto &standing = *row.standing;
    if (standing.difference == 0)
        return rule;
    const auto number = [](double value) {
        const auto digits = QLocale().toString(std::abs(value), 'f', 4);
        return value < 0 ? QChar(0x2212) + digits : QLatin1Char('+') + digits;
    };
    return tr("%1 Difference from the best: %2, 95 % interval over all runs %3 to %4.")
        .arg(rule, number(standing.difference), number(standing.interval.low), number(standing.interval.high));
}

QString RunTableModel::toolTip(const RunRow &row, int column) const
{
    if (field(column) == Field::Compared)
        return slotOf(row.run.id) < 0 ? tr("Compare this run") : tr("Stop comparing this run");
    if (const auto stopped = stoppedText(row.run); field(column) == Field::Epochs && !stopped.isEmpty())
        return stopped;
    if (field(column) == Field::Rank && row.standing)
        return placeToolTip(row);
    if (field(column) != Field::Figure)
        return cellText(row, column);
    const auto interval = row.intervals.find(figure(column).toStdString());
    const auto text = tr("%1: %2").arg(figure(column), cellText(row, column));
    if (interval == row.intervals.end())
        return text;
    const QLocale locale;
    return tr("%1, 95 % interval %2 to %3")
        .arg(text, locale.toString(interval->second.low, 'f', 4), locale.toString(interval->second.high, 'f', 4));
}

QVariant RunTableModel::data(const QModelIndex &at, int role) const
{
    if (!checkIndex(at, CheckIndexOption::IndexIsValid))
        return {};
    const auto *run = row(at);
    if (!run)
        return groupData(m_groups[static_cast<std::size_t>(at.row())], at.column(), role);
    const auto kind = field(at.column());
    switch (role) {
    case Qt::DisplayRole:
        return cellText(*run, at.column());
    case Qt::EditRole:
        return kind == Field::Name ? QVariant(run->run.name) : QVariant(cellText(*run, at.column()));
    case Qt::ToolTipRole:
        return tipText(toolTip(*run, at.column()));
    case Qt::CheckStateRole:
        return kind == Field::Compared ? QVariant(slotOf(run->run.id) < 0 ? Qt::Unchecked : Qt::Checked) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant((isNumber(kind) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case kIsGroup:
        return false;
    case kRunId:
        return static_cast<qlonglong>(run->run.id.value);
    case kSlot:
        return slotOf(run->run.id);
    case kSortKey:
        return sortKey(*run, at.column());
    case kChips:
        return kind == Field::Changed ? QVariant(run->changed) : QVariant();
    case kField:
        return static_cast<int>(kind);
    case kFraction:
    case kLow:
    case kHigh:
        return kind == Field::Figure ? figureData(m_groups[at.internalId() - 1], *run, at.column(), role) : QVariant();
    default:
        return {};
    }
}

bool RunTableModel::setData(const QModelIndex &at, const QVariant &value, int role)
{
    const auto *run = row(at);
    if (!run)
        return false;
    const auto id = run->run.id;
    const auto kind = field(at.column());
    if (role == Qt::CheckStateRole && kind == Field::Compared) {
        Q_EMIT compareToggled(id, value.toInt() == Qt::Checked);
        return true;
    }
    if (role != Qt::EditRole || !m_editable)
        return false;
    const auto text = value.toString().trimmed();
    if (kind == Field::Name && text != run->run.name)
        Q_EMIT renamed(id, text);
    else if (kind == Field::Note && text != run->run.note)
        Q_EMIT noteEdited(id, text);
    return true;
}

QVariant RunTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((isNumber(field(section)) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (field(section)) {
    case Field::Compared:
        return role == Qt::DisplayRole ? QString() : tr("Compared");
    case Field::Name:
        return tr("Run");
    case Field::Rank:
        return tr("Rank");
    case Field::Recommender:
        return tr("Recommender");
    case Field::Changed:
        return tr("Changed parameters");
    case Field::Figure:
        return figure(section);
    case Field::Epochs:
        return tr("Epochs");
    case Field::Duration:
        return tr("Duration");
    case Field::When:
        return tr("When");
    case Field::Seed:
        return tr("Seed");
    case Field::Device:
        return tr("Device");
    case Field::Note:
        return tr("Note");
    }
    return {};
}

Qt::ItemFlags RunTableModel::flags(const QModelIndex &at) const
{
    if (!at.isValid())
        return Qt::NoItemFlags;
    if (!row(at))
        return Qt::ItemIsEnabled;
    auto flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    if (field(at.column()) == Field::Compared)
        flags |= Qt::ItemIsUserCheckable;
    if (m_editable && (field(at.column()) == Field::Name || field(at.column()) == Field::Note))
        flags |= Qt::ItemIsEditable;
    return flags;
}

void RunTableModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column < 0 ? QString() : columnId(column);
    m_sortOrder = order;
    Q_EMIT layoutAboutToBeChanged();
    const auto before = persistentIndexList();
    std::vector<RunId> runs;
    for (const auto &at : before)
        runs.push_back(row(at) ? row(at)->run.id : RunId{});
    sortRows();
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i) {
        const auto run = runs[static_cast<std::size_t>(i)];
        after << (run == RunId{} ? before[i] : indexOf(run, before[i].column()));
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

void RunTableModel::sortRows()
{
    int column = -1;
    for (int each = 0; each < columnCount(); ++each) {
        if (!m_sortColumn.isEmpty() && columnId(each) == m_sortColumn)
            column = each;
    }
    if (column < 0)
        return;
    for (auto &group : m_groups) {
        std::vector<std::pair<QVariant, RunRow>> keyed;
        for (auto &each : group.rows)
            keyed.emplace_back(sortKey(each, column), std::move(each));
        std::stable_sort(keyed.begin(), keyed.end(), [this](const auto &a, const auto &b) {
            const bool descending = m_sortOrder == Qt::DescendingOrder;
            const auto order = QVariant::compare(descending ? b.first : a.first, descending ? a.first : b.first);
            return order == QPartialOrdering::Less;
        });
        for (std::size_t i = 0; i < keyed.size(); ++i)
            group.rows[i] = std::move(keyed[i].second);
    }
}

Sheet RunTableModel::sheet() const
{
    std::vector<Sheet::Column> columns;
    for (const auto *id : {"run", "name", "recommender", "parameters", "seed", "data_hash", "split", "mask", "targets",
                           "candidates", "rank"})
        columns.push_back({QString::fromLatin1(id), qstrcmp(id, "name") == 0});
    for (const auto &name : m_figures) {
        for (const auto *part : {"", " low", " high"})
            columns.push_back({name + QLatin1String(part)});
    }
    for (const auto *id : {"epochs", "stopped_by_hand", "fit_seconds", "evaluate_seconds", "started", "note"})
        columns.push_back({QString::fromLatin1(id), qstrcmp(id, "note") == 0});
    std::vector<QStringList> rows;
    for (const auto &group : m_groups) {
        for (const auto &row : group.rows)
            rows.push_back(fileCells(row));
    }
    return Sheet::of(std::move(columns), std::move(rows));
}

QStringList RunTableModel::fileCells(const RunRow &row) const
{
    const auto &run = row.run;
    QStringList cells{QString::number(run.id.value),
                      run.name,
                      run.recommender,
                      QString::fromUtf8(QJsonDocument(run.parameters).toJson(QJsonDocument::Compact)),
                      QString::number(run.protocol.seed),
                      run.protocol.dataHash,
                      run.protocol.split,
                      QString::fromLatin1(maskName(run.protocol.mask)),
                      QString::fromLatin1(targetsName(run.protocol.targets)),
                      run.protocol.candidatesText()};
    cells << (row.place() > 0 ? QString::number(row.place()) : QString());
    const auto number = [](const std::optional<double> &value) {
        return value ? QString::number(*value, 'g', 9) : QString();
    };
    for (const auto &name : m_figures) {
        const auto found = row.intervals.find(name.toStdString());
        const auto interval = found == row.intervals.end() ? std::nullopt : std::optional(found->second);
        cells << number(figureOf(run, name.toStdString()))
              << number(interval ? std::optional(interval->low) : std::nullopt)
              << number(interval ? std::optional(interval->high) : std::nullopt);
    }
    const auto epochs = epochsDone(run);
    cells << (epochs ? QString::number(epochs->done) : QString())
          << (epochs && epochs->stoppedByHand ? QStringLiteral("yes") : QString());
    cells << QString::number(run.fitSeconds, 'f', 3) << QString::number(run.evaluateSeconds, 'f', 3)
          << QDateTime::fromMSecsSinceEpoch(run.at, Qt::UTC).toString(Qt::ISODate) << run.note;
    return cells;
}

Sheet RunTableModel::sheet(const std::vector<RunId> &runs, const std::vector<int> &columns) const
{
    std::vector<Sheet::Column> titles;
    for (const int column : columns)
        titles.push_back({headerData(column, Qt::Horizontal, Qt::AccessibleTextRole).toString()});
    std::vector<QStringList> rows;
    for (const auto id : runs) {
        const auto *run = row(indexOf(id));
        QStringList cells;
        for (const int column : columns)
            cells << (run ? cellText(*run, column) : QString());
        rows.push_back(std::move(cells));
    }
    return Sheet::of(std::move(titles), std::move(rows));
}

} // namespace aisle
