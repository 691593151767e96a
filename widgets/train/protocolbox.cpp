#include "widgets/train/protocolbox.h"
#include "core/evaluate/task.h"
#include "core/runs/runwords.h"
#include "widgets/common/theme.h"
#include "widgets/forms/numberfield.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"
#include "widgets/text/tiptext.h"
#include "widgets/train/spliteditor.h"
#include "widgets/train/timelineview.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace aisle {

namespace {

constexpr double kManyRepeats = .1; ///< of the relevant pairs: from here on leaving them out hides how a shop lives

NumberField *wholeNumber(QWidget *parent, const char *name, double min, double max,
                         ParamScale scale = ParamScale::Linear)
{
    auto *field = new NumberField(parent);
    field->setObjectName(QString::fromLatin1(name));
    field->setRange(min, max, scale, true);
    return field;
}

QComboBox *comboBox(QWidget *parent, const char *name)
{
    auto *box = new QComboBox(parent);
    box->setObjectName(QString::fromLatin1(name));
    box->setFocusPolicy(Qt::StrongFocus);
    return box;
}

QLabel *helpLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setWordWrap(true);
    setSecondary(label);
    return label;
}

QStringList splitWords(const QString &text)
{
    static const QRegularExpression kSeparators(QStringLiteral("[,;，；、\\s]+"));
    return text.split(kSeparators, Qt::SkipEmptyParts);
}

} // namespace

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
    for (auto **label :
         {&m_eventsTitle, &m_filterTitle, &m_splitTitle, &m_seenTitle, &m_judgeTitle, &m_userEventsLabel,
          &m_itemEventsLabel, &m_excludeLabel, &m_targetsLabel, &m_candidatesLabel, &m_cutoffsLabel, &m_selectLabel,
          &m_patienceLabel, &m_seedLabel, &m_learnHeader, &m_wantHeader, &m_weightHeader})
        *label = new QLabel(this);
    for (auto **label : {&m_kindsHelp, &m_coreHelp, &m_judgedShoppers, &m_leak, &m_seenHelp, &m_targetsHelp,
                         &m_candidatesHelp, &m_patienceHelp, &m_seedHelp, &m_selectionText})
        *label = helpLabel(this);
    m_kinds = new QWidget(this);
    m_cancelReturns = new QCheckBox(this);
    m_cancelReturns->setObjectName(QStringLiteral("cancel-returns"));
    m_cancelReturns->setChecked(true);
    m_judgedShoppers->setObjectName(QStringLiteral("judged-shoppers"));
    m_useMinValue = new QCheckBox(this);
    m_useMinValue->setObjectName(QStringLiteral("use-min-value"));
    m_minValue = new NumberField(this);
    m_minValue->setObjectName(QStringLiteral("min-value"));
    m_minValue->setRange(-1e9, 1e9, ParamScale::Linear, false);
    m_userEvents = wholeNumber(this, "min-user-events", 0, 1e6);
    m_itemEvents = wholeNumber(this, "min-item-events", 0, 1e6);
    m_exclude = new QLineEdit(this);
    m_exclude->setObjectName(QStringLiteral("exclude-items"));
    m_useSelection = new QPushButton(this);
    m_useSelection->setObjectName(QStringLiteral("use-selection"));
    m_split = new SplitEditor(this);
    m_timeline = new TimelineView(this);
    m_hideSeen = new QRadioButton(this);
    m_hideSeen->setObjectName(QStringLiteral("mask-seen"));
    m_offerSeen = new QRadioButton(this);
    m_offerSeen->setObjectName(QStringLiteral("mask-none"));
    m_targets = comboBox(this, "targets");
    m_candidates = comboBox(this, "candidates");
    m_negatives = wholeNumber(this, "sampled-negatives", 1, 100'000);
    m_cutoffs = new QLineEdit(this);
    m_cutoffs->setObjectName(QStringLiteral("cutoffs"));
    m_select = comboBox(this, "select");
    m_patience = wholeNumber(this, "patience", 0, 1000);
    m_seed = wholeNumber(this, "seed", 0, 4294967295.);
    fillFigures(taskNamed(kListsTask));
    for (const auto targets : {Targets::All, Targets::Next, Targets::EachNext})
        m_targets->addItem(QString(), static_cast<int>(targets));
    for (const auto kind : {CandidateKind::All, CandidateKind::Catalogue, CandidateKind::New, CandidateKind::Uniform,
                            CandidateKind::Popular})
        m_candidates->addItem(QString(), static_cast<int>(kind));
}

void ProtocolBox::addSection(QLabel *title)
{
    title->setFont(sectionFont());
    m_layout->addSpacing(kSpaceBetween);
    m_layout->addWidget(title);
}

void ProtocolBox::addField(QLabel *label, QWidget *editor, QLabel *help)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(kSpaceBetween);
    label->setBuddy(editor);
    label->setWordWrap(true);
    row->addWidget(label, 2);
    row->addWidget(editor, qobject_cast<NumberField *>(editor) ? 0 : 3);
    m_layout->addLayout(row);
    if (help)
        m_layout->addWidget(help);
}

void ProtocolBox::layOut()
{
    auto *whole = new QVBoxLayout(this);
    auto *selection = new QHBoxLayout;
    m_details = new QWidget(this);
    m_layout = new QVBoxLayout(m_details);
    for (auto *column : {whole, m_layout}) {
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(kSpaceBetween);
    }
    m_splitTitle->setFont(sectionFont());
    selection->addWidget(m_selectionText, 1);
    selection->addWidget(m_useSelection);
    whole->addSpacing(kSpaceBetween);
    whole->addWidget(m_splitTitle);
    whole->addWidget(m_timeline);
    whole->addLayout(selection);
    whole->addWidget(m_details);
    m_layout->addWidget(m_split);
    m_layout->addWidget(m_judgedShoppers);
    m_layout->addWidget(m_leak);
    addSection(m_eventsTitle);
    m_layout->addWidget(m_kinds);
    m_layout->addWidget(m_kindsHelp);
    m_layout->addWidget(m_cancelReturns);
    addSection(m_seenTitle);
    m_layout->addWidget(m_hideSeen);
    m_layout->addWidget(m_offerSeen);
    m_layout->addWidget(m_seenHelp);
    addSection(m_filterTitle);
    auto *value = new QHBoxLayout;
    value->addWidget(m_useMinValue, 1);
    value->addWidget(m_minValue);
    m_layout->addLayout(value);
    addField(m_userEventsLabel, m_userEvents);
    addField(m_itemEventsLabel, m_itemEvents, m_coreHelp);
    addField(m_excludeLabel, m_exclude);
    addSection(m_judgeTitle);
    addField(m_targetsLabel, m_targets, m_targetsHelp);
    auto *candidates = new QWidget(this);
    auto *row = new QHBoxLayout(candidates);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_candidates, 1);
    row->addWidget(m_negatives);
    addField(m_candidatesLabel, candidates, m_candidatesHelp);
    addField(m_cutoffsLabel, m_cutoffs);
    addField(m_selectLabel, m_select);
    addField(m_patienceLabel, m_patience, m_patienceHelp);
    addField(m_seedLabel, m_seed, m_seedHelp);
    m_candidatesLabel->setBuddy(m_candidates);
}

void ProtocolBox::connectAll()
{
    for (auto *field : {m_minValue, m_userEvents, m_itemEvents, m_negatives, m_patience, m_seed})
        connect(field, &NumberField::valueChanged, this, &ProtocolBox::onChanged);
    for (auto *box : {m_targets, m_candidates, m_select})
        connect(box, &QComboBox::currentIndexChanged, this, &ProtocolBox::onChanged);
    for (auto *field : {m_exclude, m_cutoffs})
        connect(field, &QLineEdit::editingFinished, this, &ProtocolBox::onChanged);
    connect(m_useMinValue, &QCheckBox::toggled, this, &ProtocolBox::onChanged);
    connect(m_hideSeen, &QRadioButton::toggled, this, &ProtocolBox::onChanged);
    connect(m_cancelReturns, &QCheckBox::toggled, this, &ProtocolBox::onChanged);
    connect(m_split, &SplitEditor::changed, this, [this] {
        const bool offers = m_split->spec().offersSeen();
        const bool isOther = std::exchange(m_splitOffersSeen, offers) != offers;
        if (m_showing)
            return;
        m_splitOpen = false;
        if (isOther && offers)
            m_offerSeen->setChecked(true);
        onChanged();
    });
    connect(m_useSelection, &QPushButton::clicked, this, [this] {
        const bool used = !m_onlyUsers.empty() || !m_onlyItems.empty();
        m_onlyUsers = used ? std::vector<UserId>{} : m_selectedUsers;
        m_onlyItems = used ? std::vector<ItemId>{} : m_selectedItems;
        onChanged();
    });
}

void ProtocolBox::setFacts(const DataFacts &facts)
{
    TrainRequest chosen;
    writeTo(chosen);
    m_facts = facts;
    m_showing = true;
    rebuildKinds();
    m_split->setAllowed(facts.inventory.timesDiffer, facts.inventory.parts);
    if (facts.period)
        m_split->setPeriod(facts.period->first, facts.period->second);
    m_useMinValue->setVisible(facts.inventory.ratings);
    m_minValue->setVisible(facts.inventory.ratings);
    m_showing = false;
    const bool impossible = m_split->spec().kind == SplitKind::Time && !facts.hasTimes();
    if (impossible || (m_split->spec().kind == SplitKind::Fixed && !facts.inventory.parts))
        chosen.protocol.split.clear();
    readFrom(chosen);
}

void ProtocolBox::rebuildKinds()
{
    for (auto *child : m_kinds->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly)) {
        if (child != m_learnHeader && child != m_wantHeader && child != m_weightHeader)
            child->deleteLater();
    }
    m_kindRows.clear();
    for (auto *header : {m_learnHeader, m_wantHeader, m_weightHeader}) {
        header->setParent(m_kinds);
        header->show();
    }
    delete m_kinds->layout();
    auto *grid = new QGridLayout(m_kinds);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(kSpaceInside);
    grid->setHorizontalSpacing(kSpacePage);
    grid->setColumnStretch(0, 1);
    grid->addWidget(m_learnHeader, 0, 1, Qt::AlignHCenter);
    grid->addWidget(m_wantHeader, 0, 2, Qt::AlignHCenter);
    grid->addWidget(m_weightHeader, 0, 3, Qt::AlignHCenter);
    for (const auto &kind : m_facts.kinds) {
        const int line = static_cast<int>(m_kindRows.size()) + 1;
        KindRow row{
            kind.kind,          kind.events, new QCheckBox(m_kinds), new QCheckBox(m_kinds), new NumberField(m_kinds),
            new QLabel(m_kinds)};
        const auto name = QString::fromStdString(kind.kind.name);
        row.learn->setObjectName(QStringLiteral("learn-") + name);
        row.want->setObjectName(QStringLiteral("want-") + name);
        row.weight->setObjectName(QStringLiteral("weight-") + name);
        row.weight->setRange(0.001, 1e6, ParamScale::Log, false);
        row.weight->setValue(kind.kind.weight);
        grid->addWidget(row.weight, line, 3);
        grid->addWidget(row.label, line, 0);
        grid->addWidget(row.learn, line, 1, Qt::AlignHCenter);
        grid->addWidget(row.want, line, 2, Qt::AlignHCenter);
        connect(row.learn, &QCheckBox::toggled, this, &ProtocolBox::onChanged);
        connect(row.want, &QCheckBox::toggled, this, [this] {
            m_targetsOpen &= m_showing;
            onChanged();
        });
        connect(row.weight, &NumberField::valueChanged, this, &ProtocolBox::onChanged);
        m_kindRows.push_back(row);
    }
    retranslate();
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
    protocol.targetKinds = chosenKinds(&KindRow::want);
    const auto learnt = chosenKinds(&KindRow::learn);
    const bool isFiltered = filter.minValue || filter.minUserEvents > 0 || filter.minItemEvents > 0 ||
                            !filter.excludeItems.isEmpty() || !m_onlyUsers.empty() || !m_onlyItems.empty();
    protocol.filter.returns = hasReturns() && m_cancelReturns->isChecked() ? Returns::Cancel : Returns::Keep;
    QStringList parts{protocolText(protocol)};
    if (learnt != protocol.targetKinds)
        parts << tr("learnt from: %1").arg(kindsText(learnt));
    if (isFiltered)
        parts << tr("filtered");
    if (m_estimate && m_split->spec().kind != SplitKind::None)
        parts << tr("%1 of %2 shoppers have something to find")
                     .arg(formatCount(static_cast<std::int64_t>(m_estimate->people.judged)),
                          formatCount(static_cast<std::int64_t>(m_estimate->people.shoppers)));
    return parts.join(QStringLiteral(" · "));
}

QStringList ProtocolBox::chosenKinds(QCheckBox *KindRow::*box) const
{
    QStringList names;
    for (const auto &row : m_kindRows) {
        if ((row.*box)->isChecked())
            names << QString::fromStdString(row.kind.name);
    }
    return names;
}

std::vector<int> ProtocolBox::cutoffs() const
{
    std::vector<int> all;
    for (const auto &word : splitWords(m_cutoffs->text())) {
        if (const int k = word.toInt(); k > 0 && k <= 10'000)
            all.push_back(k);
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all.empty() ? EvaluationProtocol{}.cutoffs : all;
}

void ProtocolBox::setKeys(const KeyFormatter &keys)
{
    const auto items = excluded();
    m_keys = keys;
    showExcluded(items);
}

void ProtocolBox::showExcluded(const QStringList &items)
{
    m_keyOfName.clear();
    QStringList names;
    for (const auto &item : items) {
        names << m_keys.product(item);
        if (names.back() != item)
            m_keyOfName[names.back()] = item;
    }
    m_exclude->setText(names.join(QStringLiteral(", ")));
}

QStringList ProtocolBox::excluded() const
{
    QStringList items;
    for (const auto &word : splitWords(m_exclude->text()))
        items << m_keyOfName.value(word, word);
    return items;
}

void ProtocolBox::writeTo(TrainRequest &request) const
{
    const auto learnt = chosenKinds(&KindRow::learn);
    const auto relevant = chosenKinds(&KindRow::want);
    QStringList standard;
    for (const auto &row : m_kindRows) {
        if (isPositive(row.kind.meaning))
            standard << QString::fromStdString(row.kind.name);
    }
    request.protocol.filter = {};
    request.protocol.filter.kinds = learnt == standard ? QStringList{} : learnt;
    request.protocol.filter.targetKinds = m_targetsOpen ? QStringList{} : relevant;
    request.protocol.filter.returns = hasReturns() && !m_cancelReturns->isChecked() ? Returns::Keep : Returns::ByLog;
    request.protocol.kindWeights.clear();
    for (const auto &row : m_kindRows) {
        if (row.learn->isChecked() && row.weight->value() != row.kind.weight)
            request.protocol.kindWeights[QString::fromStdString(row.kind.name)] = row.weight->value();
    }
    request.protocol.filter.excludeItems = excluded();
    if (m_useMinValue->isChecked() && m_facts.inventory.ratings)
        request.protocol.filter.minValue = m_minValue->value();
    request.protocol.filter.minUserEvents = static_cast<int>(m_userEvents->value());
    request.protocol.filter.minItemEvents = static_cast<int>(m_itemEvents->value());
    request.protocol.filter.onlyUsers = m_onlyUsers;
    request.protocol.filter.onlyItems = m_onlyItems;
    request.protocol.split = m_splitOpen ? QString() : m_split->spec().text();
    request.protocol.seed = static_cast<std::uint64_t>(m_seed->value());
    request.protocol.mask = m_offerSeen->isChecked() ? MaskSeen::No : MaskSeen::Yes;
    request.protocol.candidates = static_cast<CandidateKind>(m_candidates->currentData().toInt());
    request.protocol.sampledNegatives = static_cast<int>(m_negatives->value());
    request.protocol.cutoffs = cutoffs();
    request.protocol.targets = static_cast<Targets>(m_targets->currentData().toInt());
    request.protocol.select = m_select->currentData().toString().toStdString();
    request.patience = static_cast<int>(m_patience->value());
}

void ProtocolBox::readFrom(const TrainRequest &request)
{
    m_showing = true;
    const auto &filter = request.protocol.filter;
    for (const auto &row : m_kindRows) {
        const auto name = QString::fromStdString(row.kind.name);
        const auto meaning = QString::fromLatin1(meaningName(row.kind.meaning));
        const bool learnt = filter.kinds.isEmpty() ? isPositive(row.kind.meaning)
                                                   : filter.kinds.contains(name) || filter.kinds.contains(meaning);
        row.learn->setChecked(learnt);
        row.want->setChecked(filter.targetKinds.isEmpty()
                                 ? learnt
                                 : filter.targetKinds.contains(name) || filter.targetKinds.contains(meaning));
        const auto weight = request.protocol.kindWeights.find(name);
        row.weight->setValue(weight == request.protocol.kindWeights.end() ? row.kind.weight : weight->second);
    }
    m_targetsOpen = filter.targetKinds.isEmpty();
    m_splitOpen = request.protocol.split.isEmpty();
    m_cancelReturns->setChecked(filter.returns != Returns::Keep);
    showExcluded(filter.excludeItems);
    m_useMinValue->setChecked(filter.minValue.has_value());
    m_minValue->setValue(filter.minValue.value_or(4));
    m_userEvents->setValue(filter.minUserEvents);
    m_itemEvents->setValue(filter.minItemEvents);
    m_onlyUsers = filter.onlyUsers;
    m_onlyItems = filter.onlyItems;
    try {
        if (!request.protocol.split.isEmpty())
            m_split->setSpec(SplitSpec::parse(request.protocol.split));
    } catch (const Error &) {
        m_splitOpen = true; // a remembered split that this version does not know
    }
    if (m_splitOpen && !m_facts.kinds.empty())
        m_split->setSpec(m_facts.inventory.defaultSplit()); // until the estimate says what becomes of it
    m_seed->setValue(static_cast<double>(request.protocol.seed));
    (request.protocol.mask == MaskSeen::No ? m_offerSeen : m_hideSeen)->setChecked(true);
    m_candidates->setCurrentIndex(m_candidates->findData(static_cast<int>(request.protocol.candidates)));
    m_negatives->setValue(request.protocol.sampledNegatives);
    QStringList cuts;
    for (const int k : request.protocol.cutoffs)
        cuts << QString::number(k);
    m_cutoffs->setText(cuts.join(QStringLiteral(", ")));
    m_targets->setCurrentIndex(m_targets->findData(static_cast<int>(request.protocol.targets)));
    const auto *task = findTaskOfFigure(request.protocol.select);
    fillFigures(task ? *task : taskNamed(kListsTask));
    m_select->setCurrentIndex(std::max(0, m_select->findData(QString::fromStdString(request.protocol.select))));
    m_patience->setValue(request.patience);
    m_showing = false;
    showChosen();
    onChanged();
}

void ProtocolBox::setPatience(int judgements)
{
    m_patience->setValue(judgements);
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
    showChosen();
    showJudged();
    showSeen();
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
    for (const auto &row : m_kindRows) {
        if (m_targetsOpen)
            row.want->setChecked(m_estimate->targetKinds.contains(QString::fromStdString(row.kind.name)));
    }
    m_showing = false;
}

void ProtocolBox::showJudged()
{
    QStringList sentences;
    if (m_estimate && m_split->spec().kind != SplitKind::None) {
        const auto &people = m_estimate->people;
        const auto number = [](std::size_t count) { return formatCount(static_cast<std::int64_t>(count)); };
        if (m_splitOpen && m_estimate->adapted)
            sentences << tr("The usual split would judge too few shoppers of this log, so an easier one is used.");
        sentences << tr("%1 of %2 shoppers have something relevant to find, %3 of them new: nothing of theirs is "
                        "learnt from. %4 shoppers have one event only.")
                         .arg(number(people.judged), number(people.shoppers), number(people.newcomers),
                              number(people.single));
    }
    m_judgedShoppers->setText(sentences.join(tr(" ", "between sentences")));
    m_judgedShoppers->setVisible(!sentences.isEmpty());
}

bool ProtocolBox::hasReturns() const
{
    return std::ranges::any_of(m_facts.kinds,
                               [](const DataFacts::Kind &kind) { return kind.kind.meaning == Meaning::Return; });
}

void ProtocolBox::setTraits(const Traits &traits)
{
    m_offersRepeats = traits.offersRepeats;
    showSeen();
    const auto &task = taskOf(traits);
    if (&task == m_task)
        return;
    if (m_task->id() == kListsTask)
        m_rankingFigure = m_select->currentData().toString();
    const QSignalBlocker quiet(m_select);
    fillFigures(task);
    const auto figure = task.id() == kListsTask ? m_rankingFigure : QString::fromStdString(task.standardFigure());
    m_select->setCurrentIndex(std::max(0, m_select->findData(figure)));
}

void ProtocolBox::fillFigures(const Task &task)
{
    m_task = &task;
    m_select->clear();
    for (const auto &name : task.choosingFigures()) {
        const auto figure = QString::fromStdString(name);
        m_select->addItem(figure, figure);
    }
}

void ProtocolBox::setSelection(std::vector<UserId> shoppers, std::vector<ItemId> products)
{
    m_selectedUsers = std::move(shoppers);
    m_selectedItems = std::move(products);
    showSelection();
}

void ProtocolBox::showSelection()
{
    const bool used = !m_onlyUsers.empty() || !m_onlyItems.empty();
    const auto &users = used ? m_onlyUsers : m_selectedUsers;
    const auto &items = used ? m_onlyItems : m_selectedItems;
    QStringList parts;
    if (!users.empty())
        parts << tr("%n shopper(s)", nullptr, static_cast<int>(users.size()));
    if (!items.empty())
        parts << tr("%n product(s)", nullptr, static_cast<int>(items.size()));
    const auto what = parts.join(tr(" and "));
    m_selectionText->setText(parts.isEmpty() ? QString()
                             : used          ? tr("Only %1 count in training and test.").arg(what)
                                             : tr("%1 are selected. Training uses the whole project.").arg(what));
    m_useSelection->setText(used ? tr("Use everything") : tr("Use as training filter"));
    m_selectionText->setVisible(!parts.isEmpty());
    m_useSelection->setVisible(!parts.isEmpty());
}

void ProtocolBox::showSeen()
{
    if (m_offersRepeats && m_hideSeen->isChecked()) {
        m_seenHelp->setText(
            tr("This recommender lists what a shopper already has: judge it with those products offered."));
        return;
    }
    if (!m_estimate) {
        m_seenHelp->setText(tr("How much of what shoppers want they already had is not known yet."));
        return;
    }
    const auto share = formatPercent(m_estimate->repeats);
    m_seenHelp->setText(m_estimate->repeats >= kManyRepeats
                            ? tr("%1 of the relevant products of the test part are ones that shoppers already had. "
                                 "Recommended: offer those products too.")
                                  .arg(share)
                            : tr("%1 of the relevant products of the test part are ones that shoppers already had. "
                                 "Recommended: leave those products out.")
                                  .arg(share));
}

void ProtocolBox::showTargets()
{
    switch (static_cast<Targets>(m_targets->currentData().toInt())) {
    case Targets::All:
        m_targetsHelp->setText(tr("One list for each shopper, against everything held out."));
        break;
    case Targets::Next:
        m_targetsHelp->setText(tr("One list for each shopper, against the first held-out event only."));
        break;
    case Targets::EachNext:
        m_targetsHelp->setText(
            tr("One list before each held-out event, with those before it known: as session recommenders are judged."));
        break;
    }
    showCandidates();
}

void ProtocolBox::showCandidates()
{
    const auto kind = static_cast<CandidateKind>(m_candidates->currentData().toInt());
    m_negatives->setVisible(kind == CandidateKind::Uniform || kind == CandidateKind::Popular);
    switch (kind) {
    case CandidateKind::All:
        m_candidatesHelp->setText(tr("Every product with events competes for a place, as in a shop."));
        break;
    case CandidateKind::Catalogue:
        m_candidatesHelp->setText(tr("Products without events compete, too. Who cannot know them lists them last."));
        break;
    case CandidateKind::New:
        m_candidatesHelp->setText(tr("Only the products that the split holds out compete for a place."));
        break;
    case CandidateKind::Uniform:
    case CandidateKind::Popular:
        m_candidatesHelp->setText(
            tr("Each relevant product stands against a few drawn at random: only to compare with papers. "
               "Figures are far higher than with the whole catalogue."));
        break;
    }
}

/// New products alone stand for a split that holds products out, and for no other.
void ProtocolBox::followSplit()
{
    const auto kind = static_cast<CandidateKind>(m_candidates->currentData().toInt());
    const auto standard = Protocol::standardCandidates(m_split->spec().text());
    const auto other = standard == CandidateKind::New ? CandidateKind::All : CandidateKind::New;
    if (kind == other && m_lastSplit != m_split->spec().kind)
        m_candidates->setCurrentIndex(m_candidates->findData(static_cast<int>(standard)));
    m_lastSplit = m_split->spec().kind;
}

void ProtocolBox::onChanged()
{
    if (m_showing)
        return;
    m_showing = true;
    followSplit();
    m_showing = false;
    m_timeline->setSplit(m_split->spec());
    m_cancelReturns->setVisible(hasReturns());
    for (const auto &row : m_kindRows)
        row.weight->setEnabled(row.learn->isChecked());
    m_minValue->setEnabled(m_useMinValue->isChecked());
    showSelection();
    showSeen();
    showTargets();
    Q_EMIT changed();
}

void ProtocolBox::retranslate()
{
    m_eventsTitle->setText(tr("Events"));
    m_learnHeader->setText(tr("Learn from"));
    m_wantHeader->setText(tr("Relevant"));
    m_weightHeader->setText(tr("Weight"));
    m_kindsHelp->setText(tr("Lists are learnt from the first and judged by the second. An event of twice the weight "
                            "says twice as much in learning; equal weights are no weights."));
    m_cancelReturns->setText(tr("Leave out purchases that were given back"));
    for (const auto &row : m_kindRows) {
        const auto name = QString::fromStdString(row.kind.name);
        const auto meaning = meaningText(row.kind.meaning);
        const auto text = name.compare(meaning, Qt::CaseInsensitive) == 0 ? name : tr("%1 (%2)").arg(name, meaning);
        row.label->setText(tr("%1 · %2").arg(text, formatShortCount(row.events)));
        row.label->setToolTip(tipText(tr("%1: %2 events").arg(text, formatCount(row.events))));
        row.learn->setAccessibleName(tr("Learn from %1").arg(text));
        row.want->setAccessibleName(tr("%1 is relevant").arg(text));
        row.weight->setAccessibleName(tr("Weight of %1").arg(text));
    }
    m_filterTitle->setText(tr("Filters"));
    m_useMinValue->setText(tr("Only events with a value of at least"));
    m_minValue->setAccessibleName(m_useMinValue->text());
    m_userEventsLabel->setText(tr("Events a shopper, at least"));
    m_itemEventsLabel->setText(tr("Events a product, at least"));
    m_coreHelp->setText(tr("Both are repeated until they hold together."));
    m_excludeLabel->setText(tr("Leave out products"));
    m_exclude->setPlaceholderText(tr("Product codes: POST, M, ..."));
    m_splitTitle->setText(tr("Train, validation and test"));
    m_seenTitle->setText(tr("Products a shopper already has"));
    m_hideSeen->setText(tr("Left out of lists"));
    m_offerSeen->setText(tr("Offered again"));
    m_judgeTitle->setText(tr("Judging"));
    m_targetsLabel->setText(tr("Targets"));
    m_candidatesLabel->setText(tr("Candidates"));
    m_cutoffsLabel->setText(tr("List lengths judged"));
    m_selectLabel->setText(tr("Best epoch by"));
    m_patienceLabel->setText(tr("Patience"));
    m_patienceHelp->setText(tr("Stops after so many epochs without a better validation figure; 0 never stops early."));
    m_seedLabel->setText(tr("Seed"));
    m_seedHelp->setText(tr("The same seed gives the same lists on this machine."));
    const QStringList targets{tr("All that is held out"), tr("The next event"), tr("Each next event")};
    const QStringList candidates{tr("All products"), tr("The whole catalogue"), tr("New products"), tr("Drawn evenly"),
                                 tr("Drawn by popularity")};
    for (int i = 0; i < m_targets->count(); ++i)
        m_targets->setItemText(i, targets[i]);
    for (int i = 0; i < m_candidates->count(); ++i)
        m_candidates->setItemText(i, candidates[i]);
    m_negatives->setAccessibleName(tr("Products drawn"));
    showSelection();
    setEstimate(m_estimate);
    showTargets();
}

} // namespace aisle
