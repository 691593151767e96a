#pragma once
#include "core/runs/training/training.h"
#include "widgets/common/datafacts.h"
#include "widgets/shell/page.h"

#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QSplitter;
class QStackedLayout;
class QTimer;

namespace aisle {

class EarlierRuns;
class EmptyState;
class FeatureChoice;
class ParamForm;
class PresetBox;
class ProtocolBox;
class QuickComparison;
class RecommenderList;
class StoppedRuns;
class TrainEstimator;
class TrainingView;

/// Choose a recommender, its parameters and how it is judged; see what it will cost; train; watch.
class TrainPage : public Page
{
    Q_OBJECT
public:
    explicit TrainPage(QWidget *parent = nullptr);

    void findInPage() override;
    bool runCommand(const QString &id) override;
    bool isSettled() const override;

    /// What the form says; of several numbers for a parameter the first.
    TrainRequest request() const;
    /// One for each choice among the numbers of which several were typed.
    std::vector<TrainRequest> requests() const;
    /// Fills the form with what a run was trained with.
    void setRequest(const TrainRequest &request);

protected:
    void onProjectChanged() override;
    void retranslate() override;
    void onShown() override;

private:
    void createWidgets();
    QWidget *makeForm();
    QWidget *makeFooter();
    void layOut();
    void connectAll();
    void readFacts();
    void chooseRecommender(const QString &id);
    void reveal();
    void onFormChanged();
    void estimate();
    void showEstimate();
    void showOverlays();
    void unfoldProtocol(bool open);
    void showSelection();
    void rememberForm();
    void startTraining();
    void queue(const TrainRequest &wanted);
    void startQuickComparison();
    void startQuickIfAsked();
    void onQuickOver();
    void takeFacts(const DataFacts &facts);
    ListedJob *resume(const RunRecord &run);
    void onHeld(bool held);
    void resumeHeld();
    void onTrained(const RunRecord &run);

    QStackedLayout *m_stack;
    EmptyState *m_empty;
    QSplitter *m_splitter;
    QScrollArea *m_form;
    RecommenderList *m_list;
    QuickComparison *m_quick;
    QLabel *m_name;
    QLabel *m_summary;
    QLabel *m_coldStart;
    QLabel *m_paramsTitle;
    QPushButton *m_reset;
    QLabel *m_noParams;
    QLabel *m_severalHelp;
    PresetBox *m_presets;
    ParamForm *m_params;
    FeatureChoice *m_features;
    ProtocolBox *m_protocol;
    QLabel *m_nameLabel;
    QLineEdit *m_runName;
    QLabel *m_protocolLine; ///< the protocol in a line of plain words
    QPushButton *m_changeProtocol;
    QLabel *m_estimate;
    QPushButton *m_train;
    StoppedRuns *m_stopped;
    EarlierRuns *m_earlier;
    TrainingView *m_training;
    TrainEstimator *m_estimator;
    QTimer *m_estimateTimer;

    std::string m_recommender;
    QJsonObject m_parametersOf; ///< by recommender: what its form was left with
    std::optional<DataFacts> m_facts;
    QJsonObject m_remembered;  ///< what the project's setting says of the form
    bool m_quickAsked = false; ///< the quick comparison begins once the page can
    bool m_filling = false;
    std::vector<RunId> m_resuming;      ///< queued to go on
    std::vector<RunId> m_stoppedBefore; ///< when the queue was held
    Job<DataFacts> m_factsJob;
    Job<std::vector<RunRecord>> m_overlayJob;
};

} // namespace aisle
