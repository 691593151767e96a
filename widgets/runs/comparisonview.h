#pragma once
#include "core/lists/changedlists.h"
#include "core/runs/runcomparison.h"
#include "models/projectsession.h"
#include "widgets/common/retranslated.h"

#include <QWidget>
#include <array>
#include <optional>

class QComboBox;
class QLabel;
class QPushButton;
class QSplitter;
class QStackedLayout;
class QTabWidget;
class QTreeWidget;

namespace aisle {

class ChartCard;
class ElidedLabel;
class EmptyState;
class RunCurves;
class SegmentView;

/// Two of the compared runs against each other: what differs, their figures with the difference and its interval, the
/// same by groups of shoppers, the differences shopper by shopper (bars select shoppers), and whose lists changed most.
class ComparisonView : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit ComparisonView(QWidget *parent = nullptr);

    void setSession(const SessionPointer &session);
    void refresh(); ///< the compared runs changed
    bool isSettled() const;

Q_SIGNALS:
    void shopperChosen(); ///< one of those whose lists changed most: selection().state().shopper is set

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Changed
    {
        ChangedShopper shopper;
        QString key;
    };
    using Lists = std::vector<Changed>;
    void createWidgets();
    void layOut();
    void connectAll();
    void fillPairs();
    int newSlot() const;
    QString pairText() const;
    void compare();
    void findChanged();
    void forget();
    void show(RunComparison comparison);
    void showFigures();
    void showVerdict();
    void showDiffering();
    void showShoppers();
    void showChanged();
    void retranslate() override;
    void onBarsSelected(int first, int last);
    QString letter(QComboBox *box) const;

    SessionPointer m_session;
    Job<RunComparison> m_job;
    std::optional<RunComparison> m_comparison;
    std::optional<Lists> m_changed;
    std::vector<double> m_edges; ///< of the histogram's bins
    bool m_searching = false;

    QStackedLayout *m_stack;
    EmptyState *m_empty;
    QWidget *m_content;
    QLabel *m_title;
    QComboBox *m_first;
    QLabel *m_against;
    QComboBox *m_second;
    ElidedLabel *m_verdict; ///< of the leading figure
    QLabel *m_warning;
    QSplitter *m_splitter;
    QTabWidget *m_tables;
    QTreeWidget *m_figures;
    QTreeWidget *m_differing;
    SegmentView *m_segments;
    ChartCard *m_whiskers;
    QTabWidget *m_people;
    ChartCard *m_histogram;
    QWidget *m_changedPage;
    QLabel *m_changedHelp;
    QPushButton *m_findChanged;
    QTreeWidget *m_changedList;
    RunCurves *m_curves;
    std::array<std::optional<RunRef>, kMaxComparedRuns> m_runs; ///< as the boxes show them
};

} // namespace aisle
