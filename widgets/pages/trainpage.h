#pragma once
#include "core/workflow/training.h"
#include "widgets/datafacts.h"
#include "widgets/page.h"

#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;
class QSplitter;
class QStackedLayout;
class QTimer;

namespace aisle {

class EmptyState;
class ParamForm;
class ProtocolBox;
class RecommenderList;
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

    /// What the form says.
    TrainRequest request() const;
    /// Fills the form with what a run was trained with.
    void setRequest(const TrainRequest &request);

protected:
    void onProjectChanged() override;
    void retranslate() override;
    void onShown() override;

private:
    struct Estimates
    {
        std::optional<TrainEstimate> chosen;
        std::optional<Error> failure;
        double quickSeconds = 0;
    };
    /// A quick comparison under way: which of its runs are done.
    struct Quick
    {
        int open = 0;
        std::vector<RunRef> runs;
    };
    void createWidgets();
    QWidget *makeForm();
    QWidget *makeFooter();
    void layOut();
    void connectAll();
    void readFacts();
    void chooseRecommender(const QString &id);
    void onFormChanged();
    void estimate();
    void estimateResources();
    /// What judging takes besides the fit: as long as it took last time, else a guess from the number of lists.
    double judgingSeconds(const TrainEstimate &estimate) const;
    void showEstimate();
    void showQuick();
    void showOverlays();
    void showSelection();
    void rememberForm();
    void startTraining();
    void startQuick();
    ListedJob *queue(const TrainRequest &request, std::function<void(const Outcome<TrainResult> &)> then);
    void onTrained(const RunRecord &run);
    void onQuickOver(const std::shared_ptr<Quick> &quick, const Outcome<TrainResult> &outcome);
    QString runLabel(const RunRecord &run) const;
    std::vector<TrainRequest> quickRequests() const;
    QString estimateText() const;

    QStackedLayout *m_stack;
    EmptyState *m_empty;
    QSplitter *m_splitter;
    RecommenderList *m_list;
    QLabel *m_quickTitle;
    QLabel *m_quickText;
    QPushButton *m_quick;
    QLabel *m_name;
    QLabel *m_summary;
    QLabel *m_paramsTitle;
    QPushButton *m_reset;
    QLabel *m_noParams;
    ParamForm *m_params;
    ProtocolBox *m_protocol;
    QLabel *m_nameLabel;
    QLineEdit *m_runName;
    QLabel *m_estimate;
    QPushButton *m_train;
    TrainingView *m_training;
    QTimer *m_estimateTimer;

    std::string m_recommender;
    QJsonObject m_parametersOf; ///< by recommender: what its form was left with
    std::optional<DataFacts> m_facts;
    Estimates m_estimates;
    QJsonObject m_estimatedProtocol; ///< what m_estimates.chosen was worked out for
    QJsonObject m_remembered;        ///< what the project's setting says of the form
    bool m_filling = false;
    Job<DataFacts> m_factsJob;
    Job<TrainEstimate> m_estimateJob;
    Job<std::vector<RunRecord>> m_overlayJob;
};

} // namespace aisle
