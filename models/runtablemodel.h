#pragma once
#include "core/evaluate/comparison.h"
#include "core/runs/leaderboard.h"
#include "core/runs/runcomparison.h"
#include "core/runs/runstore.h"
#include "core/transfer/writing/sheet.h"
#include "models/selection.h"

#include <QAbstractItemModel>
#include <QStringList>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace aisle {

/// A run with what the table adds to it.
struct RunRow
{
    RunRecord run;
    QString recommender; ///< its name in the reader's language
    QStringList changed; ///< "L2 200", what differs from the defaults; choices of the protocol that runs differ in
    std::map<std::string, Interval> intervals; ///< of its test figures, where they are known
    std::optional<Standing> standing{};        ///< among its group; absent where it is not ranked
    int place() const { return standing ? standing->place : 0; }
};

/// Runs whose figures are comparable: one protocol on the same data.
struct RunGroup
{
    QString key;
    QString heading;
    std::vector<RunRow> rows;
    bool dataGone = false; ///< an import that all of them learnt from was taken back
};

/// The kept runs as a tree of two levels: a protocol, and the runs judged under it. Columns are the fixed ones, the
/// chosen figures, and the fixed ones after them. Sorting is within a group: groups keep their order.
class RunTableModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum class Field { Compared, Name, Rank, Recommender, Changed, Figure, Epochs, Duration, When, Seed, Device, Note };
    enum Role {
        kIsGroup = Qt::UserRole,
        kRunId,
        kSlot, ///< 0..3 while compared, else -1
        kSortKey,
        kFraction, ///< of a figure: 0..1 of the greatest in its group
        kLow,      ///< the interval on the same scale; absent without one
        kHigh,
        kChips,
        kField
    };

    explicit RunTableModel(QObject *parent = nullptr);

    void setGroups(std::vector<RunGroup> groups); ///< keeps the order of sorting
    const std::vector<RunGroup> &groups() const { return m_groups; }
    void setIntervals(RunId run, const std::map<std::string, Interval> &intervals);
    void setStandings(const std::map<RunId, Standing> &standings);
    void setFigures(const QStringList &figures); ///< "NDCG@10", ...
    const QStringList &figures() const { return m_figures; }
    void setCompared(const std::array<std::optional<RunRef>, kMaxComparedRuns> &runs);
    void setEditable(bool editable) { m_editable = editable; }
    void retranslate();

    Field field(int column) const;
    int columnOf(Field field) const;
    QString figure(int column) const;                  ///< empty for other columns
    QString columnId(int column) const;                ///< stable, for what a project remembers
    const RunRow *row(const QModelIndex &index) const; ///< null for a group
    QModelIndex indexOf(RunId run, int column = 0) const;
    QString cellText(const RunRow &row, int column) const;
    /// Every run and its protocol with the shown figures, for a file; numbers with a point.
    Sheet sheet() const;
    /// These runs with these columns as they are shown, for the clipboard.
    Sheet sheet(const std::vector<RunId> &runs, const std::vector<int> &columns) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    void compareToggled(aisle::RunId run, bool on);
    void renamed(aisle::RunId run, const QString &name);
    void noteEdited(aisle::RunId run, const QString &note);

private:
    QStringList fileCells(const RunRow &row) const; ///< of sheet()
    int slotOf(RunId run) const;
    double greatest(const RunGroup &group, const std::string &figure) const;
    QVariant sortKey(const RunRow &row, int column) const;
    QVariant groupData(const RunGroup &group, int column, int role) const;
    QVariant figureData(const RunGroup &group, const RunRow &row, int column, int role) const;
    QString placeToolTip(const RunRow &row) const;
    QString toolTip(const RunRow &row, int column) const;
    void sortRows();
    void tellAll();

    std::vector<RunGroup> m_groups;
    QStringList m_figures;
    std::array<std::optional<RunRef>, kMaxComparedRuns> m_compared;
    QString m_sortColumn;
    Qt::SortOrder m_sortOrder = Qt::DescendingOrder;
    bool m_editable = true;
};

} // namespace aisle
