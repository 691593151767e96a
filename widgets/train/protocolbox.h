#pragma once
#include "core/runs/training/training.h"
#include "widgets/common/datafacts.h"
#include "widgets/common/retranslated.h"

#include <QWidget>
#include <optional>

class QLabel;
class QVBoxLayout;

namespace aisle {

class FilterChoice;
class JudgingChoice;
class KeyFormatter;
class KindChoice;
class SeenChoice;
class SelectionChoice;
class SplitEditor;
class TimelineView;

/// Everything of a training that is not the recommender: what is learnt from and what counts as relevant, filters,
/// split, whether seen items are offered, how it is judged; each has its part. Folded, its timeline stays.
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
    void createWidgets();
    void layOut();
    void connectAll();
    void onChanged();
    void onSplitChanged();
    void showChosen();
    void showJudged();
    void retranslate() override;

    DataFacts m_facts;
    std::optional<TrainEstimate> m_estimate;
    bool m_splitOffersSeen = false; ///< unless the analyst says otherwise
    bool m_showing = false;
    bool m_splitOpen = true; ///< nobody chose a split: the default of the data, as the estimate says

    QWidget *m_details; ///< what can be folded
    QLabel *m_splitTitle;
    SplitEditor *m_split;
    TimelineView *m_timeline;
    QLabel *m_judgedShoppers;
    QLabel *m_leak;
    SelectionChoice *m_selection;
    KindChoice *m_kinds;
    SeenChoice *m_seen;
    FilterChoice *m_filter;
    JudgingChoice *m_judging;
};

} // namespace aisle
