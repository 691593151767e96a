#pragma once
#include "core/workflow/training.h"
#include "models/runtablemodel.h"
#include "widgets/page.h"
#include "widgets/runtext.h"

#include <set>

class QLabel;
class QMenu;
class QSplitter;
class QStackedLayout;
class QToolButton;
class QTreeView;

namespace aisle {

class ComparisonView;
class EmptyState;

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

private:
    struct Loaded
    {
        std::vector<RunRecord> runs;
        KindMeanings kinds;
    };
    /// What takes longer than a table may wait: intervals of the shown figures and shared ranks.
    struct Statistics
    {
        std::map<std::pair<RunId, std::string>, std::optional<Interval>> intervals;
        std::map<RunId, int> ranks;
    };
    void createWidgets();
    void createActions();
    void layOut();
    void connectAll();
    QToolButton *addButton(const char *icon, const char *id);

    void readRuns();
    void showRuns();
    void showHeadings();
    void showSentence();
    void readStatistics();
    void showStatistics();
    void onComparedChanged();
    void shareHeight();
    void onSelectionChanged();

    std::vector<RunGroup> grouped() const;
    std::vector<RunId> selectedRuns() const;
    const RunRecord *record(RunId id) const;
    void toggleCompared(RunId id, bool on);
    void compareSelected();
    void rename(RunId id, const QString &name);
    void setNote(RunId id, const QString &note);
    void deleteSelected();
    void trainAgain();
    /// Changes the run store in a job; undone and done again by Edit > Undo and Redo.
    void change(const QString &text, std::function<void(RunStore &)> act, std::function<void(RunStore &)> undo);
    void fillJudgeMenu();
    void judgeSelected(const EvaluationProtocol &protocol, Targets targets, const QStringList &targetKinds);
    void judgeLike(const RunRecord &run);
    void fillColumnMenu(QMenu *menu);
    void showColumns();
    void rememberColumns();
    void exportCsv();
    void copySelected(); ///< shown columns as TSV
    void showContextMenu(const QPoint &at);

    QStackedLayout *m_stack;
    EmptyState *m_empty;
    QLabel *m_sentence;
    QLabel *m_help;
    QToolButton *m_compare;
    QToolButton *m_rename;
    QToolButton *m_judge;
    QToolButton *m_again;
    QToolButton *m_delete;
    QToolButton *m_columns;
    QToolButton *m_export;
    QToolButton *m_metricsHelp;
    QMenu *m_judgeMenu;
    QMenu *m_columnMenu;
    QSplitter *m_splitter;
    QTreeView *m_view;
    RunTableModel *m_model;
    ComparisonView *m_comparison;

    Loaded m_loaded;
    Statistics m_statistics;
    std::set<QString> m_hidden; ///< ids of columns
    bool m_stale = false;
    bool m_restoring = false;
    Job<Loaded> m_job;
    Job<Statistics> m_statisticsJob;
};

} // namespace aisle
