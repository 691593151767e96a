#pragma once
#include "core/common/keyformatter.h"
#include "core/runs/training/training.h"
#include "widgets/common/datafacts.h"
#include "widgets/common/retranslated.h"

#include <QHash>
#include <QWidget>
#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QVBoxLayout;

namespace aisle {

class NumberField;
class SplitEditor;
class Task;
class TimelineView;

/// Everything of a training that is not the recommender: what is learnt from and what counts as relevant, filters,
/// split, whether seen items are offered, targets, candidates, seed, cut-offs. Folded, its timeline stays.
class ProtocolBox : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit ProtocolBox(QWidget *parent = nullptr);

    void setFacts(const DataFacts &facts);
    void setEstimate(const std::optional<TrainEstimate> &estimate); ///< absent: not known yet
    /// Of the chosen recommender: whether it lists what a shopper already has and by what it is judged.
    void setTraits(const Traits &traits);
    void setPatience(int judgements);
    /// What "use the selection" would put into the filter.
    void setSelection(std::vector<UserId> shoppers, std::vector<ItemId> products);
    void setKeys(const KeyFormatter &keys); ///< how products that are left out are named

    void setFolded(bool folded);
    /// What a run under it will say above its figures, and how many shoppers have something to find.
    QString line() const;

    void writeTo(TrainRequest &request) const;
    void readFrom(const TrainRequest &request);

Q_SIGNALS:
    void changed();

private:
    struct KindRow
    {
        EventKind kind;
        std::int64_t events;
        QCheckBox *learn;
        QCheckBox *want;
        NumberField *weight;
        QLabel *label;
    };
    void createWidgets();
    void layOut();
    void connectAll();
    void addSection(QLabel *title);
    void addField(QLabel *label, QWidget *editor, QLabel *help = nullptr);
    void rebuildKinds();
    void fillFigures(const Task &task);
    void onChanged();
    void showSelection();
    void showSeen();
    void showChosen();
    void showJudged();
    bool hasReturns() const;
    void showTargets();
    void showCandidates();
    void followSplit();
    void retranslate() override;
    void showExcluded(const QStringList &items);
    QStringList excluded() const; ///< keys of products
    QStringList chosenKinds(QCheckBox *KindRow::*box) const;
    std::vector<int> cutoffs() const;

    DataFacts m_facts;
    std::optional<TrainEstimate> m_estimate;
    bool m_offersRepeats = false;
    SplitKind m_lastSplit = SplitKind::Time;
    bool m_splitOffersSeen = false; ///< unless the analyst says otherwise
    bool m_showing = false;
    bool m_splitOpen = true;   ///< nobody chose a split: the default of the data, as the estimate says
    bool m_targetsOpen = true; ///< nobody chose what is relevant
    std::vector<UserId> m_selectedUsers, m_onlyUsers;
    std::vector<ItemId> m_selectedItems, m_onlyItems;

    QWidget *m_details;    ///< what can be folded
    QVBoxLayout *m_layout; ///< of the details
    QLabel *m_eventsTitle;
    QWidget *m_kinds;
    QLabel *m_learnHeader;
    QLabel *m_wantHeader;
    QLabel *m_weightHeader;
    QLabel *m_kindsHelp;
    QCheckBox *m_cancelReturns;
    std::vector<KindRow> m_kindRows;
    QLabel *m_filterTitle;
    QCheckBox *m_useMinValue;
    NumberField *m_minValue;
    QLabel *m_userEventsLabel;
    NumberField *m_userEvents;
    QLabel *m_itemEventsLabel;
    NumberField *m_itemEvents;
    QLabel *m_coreHelp;
    QLabel *m_excludeLabel;
    QLineEdit *m_exclude;
    KeyFormatter m_keys;
    QHash<QString, QString> m_keyOfName; ///< of m_exclude, where a name stands for a key
    QLabel *m_selectionText;
    QPushButton *m_useSelection;
    QLabel *m_splitTitle;
    SplitEditor *m_split;
    TimelineView *m_timeline;
    QLabel *m_judgedShoppers;
    QLabel *m_leak;
    QLabel *m_seenTitle;
    QRadioButton *m_hideSeen;
    QRadioButton *m_offerSeen;
    QLabel *m_seenHelp;
    QLabel *m_judgeTitle;
    QLabel *m_targetsLabel;
    QComboBox *m_targets;
    QLabel *m_targetsHelp;
    QLabel *m_candidatesLabel;
    QComboBox *m_candidates;
    NumberField *m_negatives;
    QLabel *m_candidatesHelp;
    QLabel *m_cutoffsLabel;
    QLineEdit *m_cutoffs;
    QLabel *m_selectLabel;
    QComboBox *m_select;
    const Task *m_task = nullptr;                        ///< whose figures are offered
    QString m_rankingFigure = QStringLiteral("NDCG@10"); ///< chosen last where lists are judged
    QLabel *m_patienceLabel;
    NumberField *m_patience;
    QLabel *m_patienceHelp;
    QLabel *m_seedLabel;
    NumberField *m_seed;
    QLabel *m_seedHelp;
};

} // namespace aisle
