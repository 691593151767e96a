#pragma once
#include "models/epochtablemodel.h"
#include "models/projectsession.h"
#include "widgets/common/retranslated.h"

#include <QPointer>
#include <QWidget>
#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QStackedLayout;
class QTabWidget;
class QTableView;
class QTimer;

namespace aisle {

class ChartCard;
class EmptyState;
class ThinProgress;

/// The curve of a kept run, laid over those that train.
struct CurveOverlay
{
    int slot = 0; ///< A..D
    QString label;
    std::vector<EpochReport> epochs;
};

/// What the trainings of a project do: progress, curves, epochs, log; Cancel and Keep best. Follows the one that runs
/// unless another is chosen. Polls ten times a second while something trains.
class TrainingView : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit TrainingView(QWidget *parent = nullptr);

    void setSession(const SessionPointer &session);
    /// Shows this training from now on. @param validationName  "NDCG@10"
    void add(ListedJob *job, const QString &validationName);
    void setOverlays(std::vector<CurveOverlay> overlays);
    /// What is shown before anything trains; null: a sentence.
    void setResting(QWidget *widget);

private:
    struct Entry
    {
        int id = 0;
        QString title;
        QString validationName;
        bool canKeepBest = false;
        bool canPause = false;
        bool paused = false;
        QPointer<ListedJob> job;
        JobState progress;
        ListedJob::State state = ListedJob::State::Waiting;
        qint64 elapsedMs = 0;
        QString failure;
    };
    void createWidgets();
    void layOut();
    void connectAll();
    void retranslate() override;
    Entry *chosen();
    void choose(int id);
    void onOver(ListedJob *job);
    void poll();
    void showChooser();
    void showChosen();
    void fitHeadings();
    void showCurves(const Entry *entry);
    QString whyNoCurve(const Entry *entry) const;
    void showLog(const Entry &entry);
    QString statusText(const Entry &entry) const;

    /// What the curves show, so that a poll which brought no epoch draws nothing.
    struct Drawn
    {
        int entry = -1;
        std::size_t epochs = 0;
        ListedJob::State state = ListedJob::State::Waiting;
        friend bool operator==(const Drawn &, const Drawn &) = default;
    };

    static constexpr std::size_t kMaxEntries = 20;
    QPointer<ProjectSession> m_session;
    std::vector<Entry> m_entries;
    std::vector<CurveOverlay> m_overlays;
    std::optional<Drawn> m_drawn;
    int m_chosen = -1;
    bool m_follow = true;
    QTimer *m_timer;
    QStackedLayout *m_stack;
    EmptyState *m_empty;
    QWidget *m_resting = nullptr;
    QWidget *m_content;
    QComboBox *m_chooser;
    QLabel *m_status;
    ThinProgress *m_bar;
    QPushButton *m_pause;
    QPushButton *m_keepBest;
    QPushButton *m_cancel;
    ChartCard *m_loss;
    ChartCard *m_validation;
    QTabWidget *m_tabs;
    QTableView *m_table;
    EpochTableModel *m_epochs;
    QPlainTextEdit *m_log;
};

} // namespace aisle
