#pragma once
#include "core/runs/training/training.h"
#include "models/runtablemodel.h"
#include "widgets/runs/runsreading.h"
#include "widgets/shell/page.h"

#include <QElapsedTimer>

class QLabel;
class QSplitter;
class QKeyEvent;
class QStackedLayout;
class QStackedWidget;
class QTreeView;

namespace aisle {

class ComparisonView;
class EmptyState;
class RunColumns;
class RunView;
class StickyHeading;
class RunToolbar;

/// Every kept run under its protocol, what the best of them means in a sentence, and the compared ones against each
/// other.
class RunsPage : public Page
{
    Q_OBJECT
public:
    explicit RunsPage(QWidget *parent = nullptr);

    void findInPage() override;
    bool isSettled() const override;
    RunTableModel *table() const { return m_model; }

protected:
    void onProjectChanged() override;
    void retranslate() override;
    void restyle() override;
    void onShown() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void createWidgets();
    void layOut();
    void connectAll();

    void readRuns();
    void showEmpty();
    const RunGroup *headlineGroup() const;
    void showRuns();
    void showHeadings();
    void showSentence();
    void readStatistics();
    void showStatistics();
    void onComparedChanged();
    void shareHeight(bool again = false);
    int neededHeight() const;
    void onSelectionChanged();

    std::vector<RunId> selectedRuns() const;
    std::vector<RunRecord> selectedRecords() const;
    const RunRecord *record(RunId id) const;
    void toggleCompared(RunId id, bool on);
    void compareSelected();
    void rename(RunId id, const QString &name);
    void setNote(RunId id, const QString &note);
    void deleteSelected();
    void openRun(const QModelIndex &at);
    bool isStillTyping(const QKeyEvent &key);
    void trainAgain();
    void fillJudgeMenu();
    void judgeLikeGroup(const QString &key);
    void fillReportMenu();
    std::vector<RunRecord> listedRecords() const; ///< the selected runs, else the compared ones
    void chooseListsFile(int k);
    void saveListsTo(const QString &path, int k);
    void copySelected(); ///< shown columns as TSV
    void showContextMenu(const QPoint &at);

    QStackedLayout *m_stack;
    EmptyState *m_empty;
    QLabel *m_sentence;
    QLabel *m_help;
    RunToolbar *m_tools;
    QSplitter *m_splitter;
    QWidget *m_upper;
    QTreeView *m_view;
    RunTableModel *m_model;
    RunColumns *m_columns;
    StickyHeading *m_heading; ///< of the group whose own has scrolled away
    QStackedWidget *m_lower;
    ComparisonView *m_comparison;
    RunView *m_open;
    QElapsedTimer m_typed; ///< since the last letter of a search by typing

    KeptRuns m_kept;
    RunStatistics m_statistics;
    bool m_stale = false;
    bool m_isRead = false;
    bool m_sharesAgain = false;     ///< the rows that are being read were not seen before: nothing jumps
    std::optional<Error> m_failure; ///< of the last reading
    Job<KeptRuns> m_job;
    Job<RunStatistics> m_statisticsJob;
};

} // namespace aisle
