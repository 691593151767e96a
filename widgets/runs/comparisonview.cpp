#include "widgets/runs/comparisonview.h"
#include "core/common/error.h"
#include "core/evaluate/metric.h"
#include "core/runs/leaderboard.h"
#include "core/runs/runwords.h"
#include "core/storage/catalogue.h"
#include "core/storage/project.h"
#include "widgets/charts/chartcard.h"
#include "widgets/common/elidedlabel.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/theme.h"
#include "widgets/runs/comparetable.h"
#include "widgets/runs/runcurves.h"
#include "widgets/runs/segmentview.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"
#include "widgets/text/runtext.h"
#include "widgets/text/tiptext.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedLayout>
#include <QTabWidget>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <tuple>

namespace aisle {

namespace {

constexpr int kBins = 20;       ///< of the histogram, an even number: zero is an edge
constexpr int kBoxLetters = 10; ///< at least; a name may be of any length
constexpr int kMostBoxWidth = 340;
constexpr int kUserIdRole = Qt::UserRole;

/// Two runs among all that were judged like the first.
RunComparison readComparison(const Project &project, RunId a, RunId b, JobContext &job)
{
    auto seen = compareRuns(project, a, b, job);
    const RunStore store(project);
    for (const auto &group : groupByProtocol(store.all())) {
        if (group.key == seen.a.protocol.key())
            judgeAmong({&seen, 1}, store, group.runs, job);
    }
    return seen;
}

bool areOnSameData(const RunComparison &comparison)
{
    return comparison.sameProtocol && comparison.a.protocol.dataHash == comparison.b.protocol.dataHash;
}

} // namespace

ComparisonView::ComparisonView(QWidget *parent) : Retranslated(parent)
{
    createWidgets();
    layOut();
    connectAll();
    retranslate();
}

void ComparisonView::createWidgets()
{
    setObjectName(QStringLiteral("comparison"));
    m_empty = new EmptyState(this);
    m_empty->setIcon(QStringLiteral("compare"));
    m_content = new QWidget(this);
    m_title = new QLabel(m_content);
    m_title->setFont(sectionFont());
    m_first = new QComboBox(m_content);
    m_first->setObjectName(QStringLiteral("compare-first"));
    m_against = new QLabel(m_content);
    m_second = new QComboBox(m_content);
    m_second->setObjectName(QStringLiteral("compare-second"));
    for (auto *box : {m_first, m_second}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(kBoxLetters);
        box->setMaximumWidth(kMostBoxWidth);
    }
    m_verdict = new ElidedLabel(m_content);
    m_verdict->setObjectName(QStringLiteral("verdict"));
    m_verdict->setTextFormat(Qt::PlainText);
    m_warning = new QLabel(m_content);
    m_warning->setWordWrap(true);
    setTone(m_warning, Tone::Warning);
    m_splitter = new QSplitter(Qt::Horizontal, m_content);
    m_splitter->setChildrenCollapsible(false);
    m_tables = new QTabWidget(m_splitter);
    m_figures = compareTable(m_tables, "compared-figures", 5);
    m_differing = compareTable(m_tables, "what-differs", 3);
    m_segments = new SegmentView(m_tables);
    m_whiskers = new ChartCard(m_splitter);
    m_whiskers->setObjectName(QStringLiteral("differences-chart"));
    m_people = new QTabWidget(m_splitter);
    m_histogram = new ChartCard(m_people);
    m_histogram->setObjectName(QStringLiteral("per-shopper-chart"));
    m_histogram->setSelectable(true);
    m_curves = new RunCurves(m_people);
    m_changedPage = new QWidget(m_people);
    m_changedHelp = new QLabel(m_changedPage);
    m_changedHelp->setWordWrap(true);
    setSecondary(m_changedHelp);
    m_findChanged = new QPushButton(m_changedPage);
    m_findChanged->setObjectName(QStringLiteral("find-changed"));
    m_changedList = compareTable(m_changedPage, "changed-most", 3);
}

void ComparisonView::layOut()
{
    auto *head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addSpacing(kSpaceBetween);
    head->addWidget(m_first, 4);
    head->addWidget(m_against);
    head->addWidget(m_second, 4);
    head->addSpacing(kSpaceBetween);
    head->addWidget(m_verdict, 8);
    m_tables->addTab(m_figures, QString());
    m_tables->addTab(m_differing, QString());
    m_tables->addTab(m_segments, QString());
    auto *changed = new QVBoxLayout(m_changedPage);
    changed->setContentsMargins(0, kSpaceBetween, 0, 0);
    auto *ask = new QHBoxLayout;
    ask->addWidget(m_changedHelp, 1, Qt::AlignTop);
    ask->addWidget(m_findChanged, 0, Qt::AlignTop);
    changed->addLayout(ask);
    changed->addWidget(m_changedList, 1);
    changed->addStretch(0);
    m_people->addTab(m_histogram, QString());
    m_people->addTab(m_changedPage, QString());
    m_people->addTab(m_curves, QString());
    for (QWidget *part : std::initializer_list<QWidget *>{m_tables, m_whiskers, m_people}) {
        part->setMinimumWidth(240);
        m_splitter->addWidget(part);
    }
    m_splitter->setSizes({430, 380, 400});
    auto *layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(head);
    layout->addWidget(m_warning);
    layout->addWidget(m_splitter, 1);
    m_stack = new QStackedLayout(this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_content);
}

void ComparisonView::connectAll()
{
    for (auto *box : {m_first, m_second})
        connect(box, &QComboBox::activated, this, &ComparisonView::compare);
    connect(m_histogram, &ChartCard::rowsSelected, this, &ComparisonView::onBarsSelected);
    connect(m_findChanged, &QPushButton::clicked, this, &ComparisonView::findChanged);
    connect(m_changedList, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *item) {
        const auto id = UserId(item->data(0, kUserIdRole).toLongLong());
        const auto found =
            std::find_if(m_changed->begin(), m_changed->end(), [&](const auto &one) { return one.shopper.user == id; });
        m_session->selection().setShopper(ShopperRef{id, found->key});
        Q_EMIT shopperChosen();
    });
}

void ComparisonView::setSession(const SessionPointer &session)
{
    m_job.letGo();
    m_session = session;
    m_runs = {};
    m_curves->setSession(session);
    m_segments->setSession(session);
    forget();
    if (m_session) {
        connect(m_session.get(), &ProjectSession::keysChanged, this, &ComparisonView::showChanged);
        connect(m_session.get(), &ProjectSession::keysChanged, this, &ComparisonView::showDiffering);
    }
    refresh();
}

void ComparisonView::refresh()
{
    fillPairs();
    compare();
    if (m_session)
        m_curves->showRuns();
}

bool ComparisonView::isSettled() const
{
    return !m_job.isRunning() && m_curves->isSettled() && m_segments->isSettled();
}

/// The only run that joined the others since the boxes were filled; -1: none, or several.
int ComparisonView::newSlot() const
{
    const auto &runs = m_session->selection().state().runs;
    int found = -1;
    for (int slot = 0; slot < kMaxComparedRuns; ++slot) {
        const auto &now = runs[static_cast<std::size_t>(slot)];
        const auto isBefore = [&](const auto &before) { return before && before->id == now->id; };
        if (!now || std::ranges::any_of(m_runs, isBefore))
            continue;
        if (found >= 0)
            return -1;
        found = slot;
    }
    return found;
}

void ComparisonView::fillPairs()
{
    const auto first = m_first->currentData();
    const auto second = m_second->currentData();
    const QSignalBlocker quietFirst(m_first);
    const QSignalBlocker quietSecond(m_second);
    m_first->clear();
    m_second->clear();
    if (!m_session)
        return;
    const auto &runs = m_session->selection().state().runs;
    for (int slot = 0; slot < kMaxComparedRuns; ++slot) {
        const auto &run = runs[static_cast<std::size_t>(slot)];
        if (!run)
            continue;
        for (auto *box : {m_first, m_second}) {
            box->addItem(tr("%1: %2").arg(runLetter(slot)).arg(run->label), slot);
            box->setItemData(box->count() - 1, runColour(slot), Qt::ForegroundRole);
            box->setItemData(box->count() - 1, tipText(run->label), Qt::ToolTipRole);
        }
    }
    const int joined = newSlot();
    m_runs = runs;
    m_first->setCurrentIndex(std::max(0, m_first->findData(first)));
    m_second->setCurrentIndex(m_second->findData(joined < 0 ? second : QVariant(joined)));
    if (joined >= 0 && m_first->currentIndex() == m_second->currentIndex()) // what was the second stays in the pair
        m_first->setCurrentIndex(m_first->findData(second));
    if (m_second->currentIndex() < 0 || m_second->currentIndex() == m_first->currentIndex())
        m_second->setCurrentIndex(m_first->currentIndex() == 0 ? std::min(1, m_second->count() - 1) : 0);
}

QString ComparisonView::letter(QComboBox *box) const
{
    return QString(runLetter(box->currentData().toInt()));
}

void ComparisonView::compare()
{
    const bool pair = m_session && m_first->count() >= 2;
    m_stack->setCurrentWidget(pair ? m_content : static_cast<QWidget *>(m_empty));
    if (!pair) {
        m_job.letGo();
        forget();
        return;
    }
    if (m_first->currentIndex() == m_second->currentIndex())
        m_second->setCurrentIndex(m_first->currentIndex() == 0 ? 1 : 0);
    const auto &runs = m_session->selection().state().runs;
    const auto a = runs[static_cast<std::size_t>(m_first->currentData().toInt())]->id;
    const auto b = runs[static_cast<std::size_t>(m_second->currentData().toInt())]->id;
    if (m_comparison && m_comparison->a.id == a && m_comparison->b.id == b) {
        retranslate(); // a run was renamed or has another letter: the figures are the same
        return;
    }
    forget();
    m_session->query<RunComparison>(
        m_job, [a, b](const Project &project, JobContext &job) { return readComparison(project, a, b, job); },
        [this](Outcome<RunComparison> outcome) {
            if (auto *comparison = std::get_if<RunComparison>(&outcome)) {
                show(std::move(*comparison));
            } else if (const auto *error = std::get_if<Error>(&outcome)) {
                forget();
                m_stack->setCurrentWidget(m_empty);
                m_empty->setText(errorText(*error));
            }
        });
}

void ComparisonView::forget()
{
    m_comparison.reset();
    m_segments->setPair({});
    m_verdict->clear();
    m_changed.reset();
    m_searching = false;
    retranslate();
}

void ComparisonView::show(RunComparison comparison)
{
    m_comparison = std::move(comparison);
    const auto leading = m_comparison->a.protocol.select;
    std::stable_partition(m_comparison->metrics.begin(), m_comparison->metrics.end(),
                          [&](const auto &metric) { return metric.metric == leading; });
    m_stack->setCurrentWidget(m_content);
    m_segments->setPair(m_comparison);
    showFigures();
    showDiffering();
    showShoppers();
}

void ComparisonView::showFigures()
{
    if (!m_comparison)
        return;
    const auto a = letter(m_first);
    const auto b = letter(m_second);
    m_warning->setVisible(!areOnSameData(*m_comparison));
    m_segments->setLetters(a, b);
    showVerdict();
    m_figures->clear();
    m_figures->setHeaderLabels({tr("Figure"), a, b, tr("%1 − %2").arg(b, a), tr("95 % interval")});
    for (int column = 1; column < 5; ++column)
        m_figures->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    ChartData chart;
    chart.kind = ChartKind::DotWhisker;
    chart.title = tr("%1 minus %2, with 95 % intervals").arg(b, a);
    chart.source = pairText();
    chart.signedValues = true;
    chart.decimals = 4;
    ChartSeries series;
    series.name = tr("Difference");
    series.colour = SeriesColour::run(m_second->currentData().toInt());
    for (const auto &metric : m_comparison->metrics) {
        const auto name = QString::fromStdString(metric.metric);
        auto *item = new QTreeWidgetItem(
            m_figures, {name, formatMetric(metric.a), formatMetric(metric.b), formatDifference(metric.difference),
                        tr("%1 to %2").arg(formatDifference(metric.low), formatDifference(metric.high))});
        alignNumbers(item, 1);
        const bool clear = metric.low > 0 || metric.high < 0;
        if (clear)
            item->setFont(3, strongFont());
        const auto tip = tr("%n shopper(s) judged by both. p = %1 (paired t-test), effect size %2.", nullptr,
                            static_cast<int>(metric.shoppers))
                             .arg(formatNumber(metric.p, 4), formatNumber(metric.effect, 3));
        for (int column = 0; column < 5; ++column)
            item->setToolTip(column, tipText(tip));
        chart.categories << name;
        series.values.push_back(metric.difference);
        series.low.push_back(metric.low);
        series.high.push_back(metric.high);
    }
    chart.series.push_back(std::move(series));
    m_whiskers->setData(std::move(chart));
    for (int column = 0; column < 5; ++column)
        m_figures->resizeColumnToContents(column);
}

/// What the leading figure says of the pair, by the same interval as the table.
void ComparisonView::showVerdict()
{
    QString text;
    if (areOnSameData(*m_comparison) && !m_comparison->metrics.empty()) {
        const auto &metric = m_comparison->metrics.front();
        const auto between = tr("%1 to %2").arg(formatDifference(metric.low), formatDifference(metric.high));
        const bool clear = metric.low > 0 || metric.high < 0;
        const bool isBetter = (metric.difference > 0) == (betterOf(metric.metric) == Better::Higher);
        const auto name = QString::fromStdString(metric.metric);
        text =
            !clear
                ? tr("%1 and %2 cannot be told apart by %3 (%4).").arg(letter(m_first), letter(m_second), name, between)
                : (isBetter ? tr("%1 is better than %2 by %3 in %4 (%5).")
                            : tr("%1 is worse than %2 by %3 in %4 (%5)."))
                      .arg(letter(m_second), letter(m_first), formatMetric(std::abs(metric.difference)), name, between);
    }
    m_verdict->setText(text);
    m_verdict->setToolTip(tipText(text));
}

/// What a picture taken elsewhere must say: which runs these are, and how they were judged.
QString ComparisonView::pairText() const
{
    const auto &[a, b] = std::tie(m_comparison->a, m_comparison->b);
    const auto named = tr("%1: %2 · %3: %4").arg(letter(m_first), runLabel(a), letter(m_second), runLabel(b));
    const auto protocol = protocolText(a.protocol);
    return named + QLatin1Char('\n') +
           (m_comparison->sameProtocol ? protocol : tr("%1 against %2").arg(protocol, protocolText(b.protocol)));
}

void ComparisonView::showDiffering()
{
    if (!m_comparison)
        return;
    m_differing->clear();
    m_differing->setHeaderLabels({tr("What differs"), letter(m_first), letter(m_second)});
    const auto &differing = m_comparison->differing;
    const auto keys = m_session ? m_session->keys() : KeyFormatter();
    for (auto it = differing.begin(); it != differing.end(); ++it) {
        auto field = it.key();
        if (field.startsWith(QLatin1String("protocol.")))
            field.remove(0, 9);
        const auto values = it.value().toArray();
        const auto owner = values.at(0).isUndefined() || values.at(0).isNull() ? m_comparison->b.recommender
                                                                               : m_comparison->a.recommender;
        auto *item = new QTreeWidgetItem(m_differing, {comparedFieldText(field, owner),
                                                       comparedValueText(m_comparison->a, field, values.at(0), keys),
                                                       comparedValueText(m_comparison->b, field, values.at(1), keys)});
        for (int column = 0; column < 3; ++column)
            item->setToolTip(column, tipText(item->text(column)));
    }
    if (differing.isEmpty())
        new QTreeWidgetItem(m_differing, {tr("Nothing: the same parameters and protocol."), QString(), QString()});
    for (int column = 0; column < 3; ++column)
        m_differing->resizeColumnToContents(column);
}

void ComparisonView::showShoppers()
{
    if (!m_comparison)
        return;
    const auto &differences = m_comparison->perShopper;
    double most = 0;
    for (const float difference : differences)
        most = std::max(most, static_cast<double>(std::abs(difference)));
    ChartData chart;
    chart.kind = ChartKind::Histogram;
    const auto leading = QString::fromStdString(m_comparison->a.protocol.select);
    chart.title = tr("%1 minus %2, shopper by shopper").arg(letter(m_second), letter(m_first));
    chart.source = pairText();
    chart.xLabel =
        (betterOf(m_comparison->a.protocol.select) == Better::Higher ? tr("Difference of %1: to the right %2 is better")
                                                                     : tr("Difference of %1: to the left %2 is better"))
            .arg(leading, letter(m_second));
    chart.yLabel = tr("Shoppers");
    chart.whyEmpty = tr("No shopper sees a difference.");
    m_edges.clear();
    std::size_t same = 0;
    if (most > 0) {
        std::vector<double> counts(kBins, 0);
        for (int i = 0; i <= kBins; ++i)
            m_edges.push_back(most * (2. * i / kBins - 1));
        for (const float difference : differences) {
            if (difference == 0) {
                ++same;
                continue;
            }
            const auto bin = static_cast<int>((difference / most + 1) / 2 * kBins);
            ++counts[static_cast<std::size_t>(std::clamp(bin, 0, kBins - 1))];
        }
        chart.x = m_edges;
        chart.series.push_back({tr("Shoppers"), std::move(counts), {}, {}, SeriesColour::neutral()});
    }
    m_histogram->setData(std::move(chart));
    m_histogram->setNote(same > 0 ? Error::fill(tr("%1 of %2 [shopper|shoppers] [%1:sees no difference and is|see no "
                                                   "difference and are] not drawn."),
                                                {formatCount(static_cast<std::int64_t>(same)),
                                                 formatCount(static_cast<std::int64_t>(differences.size()))})
                                  : QString());
}

void ComparisonView::onBarsSelected(int first, int last)
{
    if (!m_comparison || !m_session || m_edges.empty())
        return;
    std::vector<UserId> chosen;
    if (first >= 0 && last < static_cast<int>(m_edges.size()) - 1) {
        const double most = m_edges.back();
        for (std::size_t i = 0; i < m_comparison->shoppers.size(); ++i) {
            const double difference = m_comparison->perShopper[i];
            const int bin = std::clamp(static_cast<int>((difference / most + 1) / 2 * kBins), 0, kBins - 1);
            if (difference != 0 && bin >= first && bin <= last)
                chosen.push_back(m_comparison->shoppers[i]);
        }
    }
    m_session->selection().setShoppers(std::move(chosen), SelectionOrigin::Runs);
}

void ComparisonView::findChanged()
{
    if (!m_comparison || !m_session || m_searching)
        return;
    m_searching = true;
    showChanged();
    const auto a = m_comparison->a.id;
    const auto b = m_comparison->b.id;
    m_session->jobs().start<Lists>(
        {.title = tr("Lists of %1 and %2").arg(runLabel(m_comparison->a), runLabel(m_comparison->b)),
         .lane = JobLane::Query},
        [project = m_session->project(), shelf = m_session->shelf(), a, b](JobContext &job) {
            const auto own = project->another(&job);
            const auto comparison = compareRuns(*own, a, b, job);
            const Catalogue catalogue(*own);
            Lists lists;
            for (const auto &shopper : changedMost(comparison, *own, job, shelf.get())) {
                if (const auto user = catalogue.user(shopper.user))
                    lists.push_back({shopper, user->key});
            }
            return lists;
        },
        this,
        [this, a, b](Outcome<Lists> outcome) {
            if (!m_comparison || m_comparison->a.id != a || m_comparison->b.id != b)
                return;
            m_searching = false;
            if (auto *lists = std::get_if<Lists>(&outcome))
                m_changed = std::move(*lists);
            showChanged();
        });
}

void ComparisonView::showChanged()
{
    m_changedList->clear();
    m_changedList->setVisible(m_changed.has_value());
    if (m_changed && m_findChanged->hasFocus())
        m_changedList->setFocus();
    m_findChanged->setVisible(!m_changed);
    m_changedHelp->setText(
        !m_changed           ? tr("Both runs' lists are made again for every shopper of the test part, and compared.")
        : m_changed->empty() ? tr("No shopper has a list from both runs.")
                             : tr("Return or double click opens a shopper with both lists side by side."));
    if (!m_changed || !m_session)
        return;
    for (const auto &one : *m_changed) {
        auto *item = new QTreeWidgetItem(m_changedList,
                                         {m_session->keys().shopper(one.key), formatPercent(one.shopper.overlap, 0),
                                          formatDifference(one.shopper.difference)});
        item->setData(0, kUserIdRole, static_cast<qlonglong>(one.shopper.user.value));
        alignNumbers(item, 1);
    }
    for (int column = 0; column < 3; ++column)
        m_changedList->resizeColumnToContents(column);
}

void ComparisonView::retranslate()
{
    const int compared = m_session ? m_session->selection().comparedCount() : 0;
    m_empty->setText(compared == 1 ? tr("Tick one more run to see what differs between the two.")
                                   : tr("Tick two runs to see what differs between them."));
    m_title->setText(tr("Compared"));
    m_against->setText(tr("against"));
    m_warning->setText(
        tr("These two runs were judged under different protocols or on different data: the differences say little."));
    m_tables->setTabText(0, tr("Figures"));
    m_tables->setTabText(1, tr("What differs"));
    m_tables->setTabText(2, tr("Segments"));
    m_people->setTabText(0, tr("Shopper by shopper"));
    m_people->setTabText(1, tr("Lists changed most"));
    m_people->setTabText(2, tr("Curves"));
    m_findChanged->setText(tr("Find them"));
    m_changedList->setHeaderLabels({tr("Shopper"), tr("Products in both lists"), tr("Difference")});
    m_changedList->headerItem()->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    m_changedList->headerItem()->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
    m_first->setAccessibleName(tr("First run"));
    m_second->setAccessibleName(tr("Second run"));
    m_figures->setAccessibleName(tr("Figures of both runs"));
    m_differing->setAccessibleName(tr("What differs"));
    m_changedList->setAccessibleName(tr("Lists changed most"));
    showFigures();
    showDiffering();
    showShoppers();
    showChanged();
}

void ComparisonView::changeEvent(QEvent *event)
{
    Retranslated::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_session)
        fillPairs();
}

} // namespace aisle
