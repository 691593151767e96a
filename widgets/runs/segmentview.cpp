#include "widgets/runs/segmentview.h"
#include "widgets/common/theme.h"
#include "widgets/runs/comparetable.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"
#include "widgets/text/tiptext.h"

#include <QLabel>
#include <QVBoxLayout>

namespace aisle {

namespace {

constexpr double kClear = .05; ///< adjusted p, as of the 95 % intervals
constexpr int kDifference = 4; ///< its column

} // namespace

SegmentView::SegmentView(QWidget *parent)
    : Retranslated(parent), m_help(new QLabel(this)), m_table(compareTable(this, "segments", 6))
{
    m_help->setObjectName(QStringLiteral("segments-help"));
    m_help->setWordWrap(true);
    setSecondary(m_help);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kSpaceBetween, 0, 0);
    layout->addWidget(m_help);
    layout->addWidget(m_table, 1);
    connect(m_table, &QTreeWidget::itemActivated, this,
            [this](QTreeWidgetItem *item) { select(m_table->indexOfTopLevelItem(item)); });
    retranslate();
}

void SegmentView::setSession(const SessionPointer &session)
{
    m_session = session;
    setPair({});
}

void SegmentView::setPair(std::optional<RunComparison> pair)
{
    m_job.letGo();
    m_pair = std::move(pair);
    m_segments.reset();
    m_failure.reset();
    retranslate();
    ask();
}

void SegmentView::setLetters(const QString &a, const QString &b)
{
    m_a = a;
    m_b = b;
    retranslate();
}

void SegmentView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    ask();
}

void SegmentView::ask()
{
    if (!m_session || !m_pair || m_segments || m_failure || m_job.isRunning() || !isVisible())
        return;
    m_session->query<Segments>(
        m_job,
        [pair = *m_pair](const Project &project, JobContext &job) { return compareSegments(project, pair, job); },
        [this](Outcome<Segments> outcome) {
            if (auto *segments = std::get_if<Segments>(&outcome))
                m_segments = std::move(*segments);
            else if (const auto *error = std::get_if<Error>(&outcome))
                m_failure = *error;
            retranslate();
        });
}

QString SegmentView::nameOf(const SegmentDifference &segment) const
{
    if (!segment.events)
        return segment.segment;
    const auto first = formatCount(segment.events->first), last = formatCount(segment.events->second);
    return first == last ? tr("events: %1").arg(first) : tr("events: %1 to %2").arg(first, last);
}

void SegmentView::show(const SegmentDifference &segment)
{
    const auto interval =
        tr("%1 to %2").arg(formatDifference(segment.interval.low), formatDifference(segment.interval.high));
    auto *row = new QTreeWidgetItem(
        m_table, {nameOf(segment), formatCount(static_cast<std::int64_t>(segment.users.size())),
                  formatMetric(segment.a), formatMetric(segment.b), formatDifference(segment.difference), interval});
    alignNumbers(row, 1);
    if (segment.pAdjusted < kClear)
        row->setFont(kDifference, strongFont());
    const auto tip = tr("p = %1 (paired t-test, by Holm over all groups), effect size %2.")
                         .arg(formatNumber(segment.pAdjusted, 4), formatNumber(segment.effect, 3));
    for (int column = 0; column < m_table->columnCount(); ++column)
        row->setToolTip(column, tipText(column == 0 ? row->text(0) : tip));
}

void SegmentView::select(int row)
{
    if (m_session && m_segments && row >= 0 && row < static_cast<int>(m_segments->size()))
        m_session->selection().setShoppers((*m_segments)[static_cast<std::size_t>(row)].users, SelectionOrigin::Runs);
}

void SegmentView::retranslate()
{
    m_table->setAccessibleName(tr("Groups of shoppers"));
    m_table->setHeaderLabels({tr("Group"), tr("Shoppers"), m_a, m_b, tr("%1 − %2").arg(m_b, m_a), tr("95 % interval")});
    alignNumbers(m_table->headerItem(), 1);
    m_table->clear();
    for (const auto &segment : m_segments.value_or(Segments{}))
        show(segment);
    for (int column = 0; column < m_table->columnCount(); ++column)
        m_table->resizeColumnToContents(column);
    m_table->setVisible(m_segments && !m_segments->empty());
    const auto figure = m_pair ? QString::fromStdString(segmentFigure(*m_pair)) : QString();
    m_help->setText(m_failure             ? errorText(*m_failure)
                    : !m_segments         ? tr("Working out what the two runs mean to groups of shoppers ...")
                    : m_segments->empty() ? tr("No group of at least 30 shoppers was judged with both runs.")
                                          : tr("%1 by groups of at least 30 shoppers, the largest effect first. "
                                               "Return or double click selects a group's shoppers.")
                                                .arg(figure));
}

} // namespace aisle
