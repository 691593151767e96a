#pragma once
#include "core/dataset/splitspec.h"
#include "core/runs/trainrequest.h"
#include "widgets/common/retranslated.h"

#include <QWidget>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;

namespace aisle {

class NumberField;
class Task;

/// How a training is judged: targets, candidates, list lengths, the figure of the best epoch, patience, seed.
class JudgingChoice : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit JudgingChoice(QWidget *parent = nullptr);

    void setTask(const Task &task); ///< whose figures are offered
    void setPatience(int judgements);
    void follow(const SplitSpec &split); ///< what competes for a place, unless the analyst says

    void writeTo(TrainRequest &request) const;
    void readFrom(const TrainRequest &request);

Q_SIGNALS:
    void changed();

private:
    void createWidgets();
    void layOut();
    void fillFigures(const Task &task);
    std::vector<int> cutoffs() const;
    void onChanged();
    void showTargets();
    void showCandidates();
    void retranslate() override;

    SplitKind m_lastSplit = SplitKind::Time;
    bool m_showing = false;
    const Task *m_task = nullptr;                        ///< whose figures are offered
    QString m_rankingFigure = QStringLiteral("NDCG@10"); ///< chosen last where lists are judged
    QLabel *m_title;
    QLabel *m_targetsLabel;
    QComboBox *m_targets;
    QLabel *m_targetsHelp;
    QLabel *m_candidatesLabel;
    QWidget *m_candidatesRow;
    QComboBox *m_candidates;
    NumberField *m_negatives;
    QLabel *m_candidatesHelp;
    QLabel *m_cutoffsLabel;
    QLineEdit *m_cutoffs;
    QLabel *m_selectLabel;
    QComboBox *m_select;
    QLabel *m_patienceLabel;
    NumberField *m_patience;
    QLabel *m_patienceHelp;
    QLabel *m_seedLabel;
    NumberField *m_seed;
    QLabel *m_seedHelp;
};

} // namespace aisle
