#include "widgets/train/protocolbox.h"
#include "core/common/error.h"
#include "core/evaluate/task.h"
#include "core/runs/runwords.h"
#include "widgets/common/theme.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"
#include "widgets/train/protocol/filterchoice.h"
#include "widgets/train/protocol/formfields.h"
#include "widgets/train/protocol/judgingchoice.h"
#include "widgets/train/protocol/kindchoice.h"
#include "widgets/train/protocol/seenchoice.h"
#include "widgets/train/protocol/selectionchoice.h"
#include "widgets/train/spliteditor.h"
#include "widgets/train/timelineview.h"

#include <QLabel>
#include <QVBoxLayout>
#include <utility>

namespace aisle {

ProtocolBox::ProtocolBox(QWidget *parent) : Retranslated(parent)
{
    createWidgets();
    layOut();
    connectAll();
    retranslate();
    readFrom(TrainRequest{});
}

void ProtocolBox::createWidgets()
{
    m_details = new QWidget(this);
    m_splitTitle = new QLabel(this);
    m_split = new SplitEditor(this);
    m_timeline = new TimelineView(this);
    m_judgedShoppers = helpLabel(this);
    m_judgedShoppers->setObjectName(QStringLiteral("judged-shoppers"));
    m_leak = helpLabel(this);
    m_selection = new SelectionChoice(this);
    m_kinds = new KindChoice(this);
    m_seen = new SeenChoice(this);
    m_filter = new FilterChoice(this);
    m_judging = new JudgingChoice(this);
}

void ProtocolBox::layOut()
{
    auto *whole = formColumn(this);
    whole->addSpacing(kSpaceBetween);
    addTitle(*whole, m_splitTitle);
    whole->addWidget(m_timeline);
    whole->addWidget(m_selection);
    whole->addWidget(m_details);
    auto *details = formColumn(m_details);
    details->addWidget(m_split);
    details->addWidget(m_judgedShoppers);
    details->addWidget(m_leak);
    for (auto *part : std::initializer_list<QWidget *>{m_kinds, m_seen, m_filter, m_judging}) {
        details->addSpacing(kSpaceBetween);
        details->addWidget(part);
    }
}

void ProtocolBox::connectAll()
{
    connect(m_split, &SplitEditor::changed, this, &ProtocolBox::onSplitChanged);
    connect(m_selection, &SelectionChoice::changed, this, &ProtocolBox::onChanged);
    connect(m_kinds, &KindChoice::changed, this, &ProtocolBox::onChanged);
    connect(m_seen, &SeenChoice::changed, this, &ProtocolBox::onChanged);
    connect(m_filter, &FilterChoice::changed, this, &ProtocolBox::onChanged);
    connect(m_judging, &JudgingChoice::changed, this, &ProtocolBox::onChanged);
}

void ProtocolBox::onSplitChanged()
{
    const bool offers = m_split->spec().offersSeen();
    const bool isOther = std::exchange(m_splitOffersSeen, offers) != offers;
    if (m_showing)
        return;
    m_splitOpen = false;
    if (isOther && offers)
        m_seen->offer();
    onChanged();
}

void ProtocolBox::setFacts(const DataFacts &facts)
{
    TrainRequest chosen;
    writeTo(chosen);
    m_facts = facts;
    m_showing = true;
    m_kinds->setKinds(facts.kinds);
    m_split->setAllowed(facts.inventory.timesDiffer, facts.inventory.parts);
    if (facts.period)
        m_split->setPeriod(facts.period->first, facts.period->second);
    m_filter->setHasRatings(facts.inventory.ratings);
    m_showing = false;
    const bool impossible = m_split->spec().kind == SplitKind::Time && !facts.hasTimes();
    if (impossible || (m_split->spec().kind == SplitKind::Fixed && !facts.inventory.parts))
        chosen.protocol.split.clear();
    readFrom(chosen);
    setEstimate(m_estimate);
}

void ProtocolBox::setFolded(bool folded)
{
    m_details->setVisible(!folded);
}

QString ProtocolBox::line() const
{
    TrainRequest request;
    writeTo(request);
    auto &protocol = request.protocol;
    const auto &filter = protocol.filter;
    protocol.split = m_split->spec().text();
    protocol.targetKinds = m_kinds->relevant();
    const auto learnt = m_kinds->learnt();
    const bool isFiltered = filter.minValue || filter.minUserEvents > 0 || filter.minItemEvents > 0 ||
                            !filter.excludeItems.isEmpty() || m_selection->isUsed();
    protocol.filter.returns = m_kinds->returns();
    QStringList parts{protocolText(protocol)};
    if (learnt != protocol.targetKinds)
        parts << tr("learnt from: %1").arg(kindsText(learnt));
    if (isFiltered)
        parts << tr("filtered");
    if (m_estimate && m_split->spec().kind != SplitKind::None)
        parts << Error::fill(m_seen->mask() == MaskSeen::No
                                 ? tr("%1 of %2 [shopper|shoppers] [%1:has|have] something to find")
                                 : tr("%1 of %2 [shopper|shoppers] [%1:has|have] something to find, what they had "
                                      "before included"),
                             {formatCount(static_cast<std::int64_t>(m_estimate->people.judged)),
                              formatCount(static_cast<std::int64_t>(m_estimate->people.shoppers))});
    return parts.join(QStringLiteral(" · "));
}

void ProtocolBox::setKeys(const KeyFormatter &keys)
{
    m_filter->setKeys(keys);
}

void ProtocolBox::writeTo(TrainRequest &request) const
{
    auto &protocol = request.protocol;
    protocol.filter = {};
    m_kinds->writeTo(protocol);
    m_filter->writeTo(protocol.filter);
    m_selection->writeTo(protocol.filter);
    protocol.split = m_splitOpen ? QString() : m_split->spec().text();
    protocol.mask = m_seen->mask();
    m_judging->writeTo(request);
}

void ProtocolBox::readFrom(const TrainRequest &request)
{
    m_showing = true;
    const auto &protocol = request.protocol;
    m_kinds->readFrom(protocol);
    m_filter->readFrom(protocol.filter);
    m_selection->readFrom(protocol.filter);
    m_splitOpen = protocol.split.isEmpty();
    try {
        if (!m_splitOpen)
            m_split->setSpec(SplitSpec::parse(protocol.split));
    } catch (const Error &) {
        m_splitOpen = true; // a remembered split that this version does not know
    }
    if (m_splitOpen && !m_facts.kinds.empty())
        m_split->setSpec(m_facts.inventory.defaultSplit()); // until the estimate says what becomes of it
    m_seen->setMask(protocol.mask);
    m_judging->readFrom(request);
    m_showing = false;
    showChosen();
    onChanged();
}

void ProtocolBox::setPatience(int judgements)
{
    m_judging->setPatience(judgements);
}

void ProtocolBox::setEstimate(const std::optional<TrainEstimate> &estimate)
{
    m_estimate = estimate;
    if (estimate) {
        m_timeline->setFacts(TimelineView::Facts{estimate->train, estimate->valid, estimate->test, estimate->firstAt,
                                                 estimate->validFrom, estimate->testFrom, estimate->lastAt});
        m_leak->setText(
            estimate->leak <= 0
                ? tr("Nothing leaks: no training event is later than the first test event.")
                : tr("%1 of the training events are later than the first test event: the figures flatter, since a shop "
                     "does not know them yet.")
                      .arg(formatPercent(estimate->leak)));
    } else {
        m_timeline->setFacts({});
        m_leak->setText(tr("How much leaks from the test part is not known yet."));
    }
    m_leak->setVisible(m_split->spec().kind != SplitKind::None);
    m_seen->setRepeats(estimate ? std::optional(estimate->repeats) : std::nullopt);
    showChosen();
    showJudged();
}

/// What nobody chose, as the data had it.
void ProtocolBox::showChosen()
{
    if (!m_estimate)
        return;
    m_showing = true;
    if (m_splitOpen) {
        m_split->setSpec(SplitSpec::parse(m_estimate->split));
        m_timeline->setSplit(m_split->spec());
    }
    m_kinds->showRelevant(m_estimate->targetKinds);
    m_showing = false;
}

void ProtocolBox::showJudged()
{
    QStringList sentences;
    if (m_estimate && m_split->spec().kind != SplitKind::None) {
        const auto &people = m_estimate->people;
        const auto number = [](std::size_t count) { return formatCount(static_cast<std::int64_t>(count)); };
        if (m_splitOpen && m_estimate->adapted)
            sentences << Error::fill(tr("The usual split would judge too few shoppers of this log (%1 of %2, where %3 "
                                        "[is|are] asked for), so an easier one is used."),
                                     {number(m_estimate->usual.judged), number(m_estimate->usual.shoppers),
                                      number(m_estimate->usual.enough())});
        sentences << Error::fill(
            tr("%1 of %2 [shopper|shoppers] [%1:has|have] something relevant to find, %3 of them "
               "new: nothing of theirs is learnt from. %4 [shopper has|shoppers have] one event "
               "only."),
            {number(people.judged), number(people.shoppers), number(people.newcomers), number(people.single)});
        if (people.told > 0)
            sentences << Error::fill(tr("Earlier events of %1 of the new ones are input when lists are made."),
                                     {number(people.told)});
    }
    m_judgedShoppers->setText(sentences.join(tr(" ", "between sentences")));
    m_judgedShoppers->setVisible(!sentences.isEmpty());
}

void ProtocolBox::setTraits(const Traits &traits)
{
    m_seen->setOffersRepeats(traits.offersRepeats);
    m_judging->setTask(taskOf(traits));
}

void ProtocolBox::setSelection(std::vector<UserId> shoppers, std::vector<ItemId> products)
{
    m_selection->setSelection(std::move(shoppers), std::move(products));
}

void ProtocolBox::onChanged()
{
    if (m_showing)
        return;
    m_showing = true;
    m_judging->follow(m_split->spec());
    m_showing = false;
    m_timeline->setSplit(m_split->spec());
    Q_EMIT changed();
}

void ProtocolBox::retranslate()
{
    m_splitTitle->setText(tr("Train, validation and test"));
    setEstimate(m_estimate);
}

} // namespace aisle
