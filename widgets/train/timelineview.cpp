#include "widgets/train/timelineview.h"
#include "widgets/common/theme.h"
#include "widgets/text/format.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace aisle {

namespace {

constexpr int kShoppers = 4;
constexpr int kEvents[kShoppers] = {17, 9, 22, 13};
constexpr qreal kBarHeight = 12;
constexpr qreal kShopperStep = 12;

/// A fixed scatter in 0..1: the picture is a sketch and must not move.
double scatter(int shopper, int event, int salt)
{
    auto x = static_cast<std::uint32_t>(shopper * 7919 + event * 104'729 + salt * 1'299'709 + 12'345);
    x ^= x >> 13;
    x *= 0x5bd1e995U;
    x ^= x >> 15;
    return x / 4294967296.0;
}

QBrush partBrush(Part part)
{
    const auto &t = tokens();
    switch (part) {
    case Part::Train:
    case Part::Input:
        return t.outline;
    case Part::Valid:
        return QBrush(t.accent, Qt::Dense4Pattern);
    case Part::Test:
        return t.accent;
    case Part::Out:
        return t.hairline;
    }
    return {};
}

} // namespace

TimelineView::TimelineView(QWidget *parent) : Retranslated(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    describe();
}

void TimelineView::setSplit(const SplitSpec &spec)
{
    m_spec = spec;
    describe();
    update();
}

void TimelineView::setFacts(const std::optional<Facts> &facts)
{
    m_facts = facts;
    describe();
    update();
}

TimelineView::Shares TimelineView::shares() const
{
    if (m_spec.kind == SplitKind::None)
        return {1, 0, 0};
    if (m_facts && m_facts->train + m_facts->valid + m_facts->test > 0) {
        const double all = static_cast<double>(m_facts->train + m_facts->valid + m_facts->test);
        return {static_cast<double>(m_facts->train) / all, static_cast<double>(m_facts->valid) / all,
                static_cast<double>(m_facts->test) / all};
    }
    if (m_spec.kind == SplitKind::Folds || m_spec.kind == SplitKind::UserFolds)
        return {1 - 1. / m_spec.folds, 0, 1. / m_spec.folds};
    return {m_spec.train, m_spec.valid, m_spec.test};
}

Part TimelineView::partOf(int shopper, int event, double place) const
{
    const auto s = shares();
    const auto byChance = [&](double chance) {
        return chance < s.train ? Part::Train : chance < s.train + s.valid ? Part::Valid : Part::Test;
    };
    switch (m_spec.kind) {
    case SplitKind::None:
        return Part::Train;
    case SplitKind::LeaveLastOut:
    case SplitKind::LeaveLastBasketOut:
        return event == kEvents[shopper] - 1 ? Part::Test : event == kEvents[shopper] - 2 ? Part::Valid : Part::Train;
    case SplitKind::NewUsers:
    case SplitKind::UserFolds:
        if (shopper < kShoppers - 1)
            return Part::Train;
        if (m_spec.randomInput)
            return scatter(shopper, event, 2) < m_spec.inputShare ? Part::Input : Part::Test;
        return event < kEvents[shopper] * m_spec.inputShare ? Part::Input : Part::Test;
    case SplitKind::Time:
        return byChance(place);
    default:
        return byChance(scatter(shopper, event, 2));
    }
}

void TimelineView::paintBar(QPainter &painter, const QRectF &bar) const
{
    const auto s = shares();
    QPainterPath outline;
    outline.addRoundedRect(bar, 3, 3);
    painter.setClipPath(outline);
    qreal x = bar.left();
    const auto piece = [&](double share, Part part) {
        const qreal width = share * bar.width();
        if (width <= 0)
            return;
        painter.fillRect(QRectF(x, bar.top(), width - (part == Part::Test || share >= 1 ? 0 : 1.5), bar.height()),
                         partBrush(part));
        x += width;
    };
    piece(s.train, Part::Train);
    piece(s.valid, Part::Valid);
    piece(s.test, Part::Test);
    painter.setClipping(false);
}

void TimelineView::paintLabels(QPainter &painter, const QRectF &bar) const
{
    const auto s = shares();
    const qreal first = bar.left() + s.train * bar.width();
    const qreal second = first + s.valid * bar.width();
    const auto metrics = painter.fontMetrics();
    const QRectF line(bar.left(), bar.bottom() + 2, bar.width(), metrics.height());
    const auto percent = [](double share) { return formatPercent(share, share > 0 && share < .01 ? 1 : 0); };
    painter.setPen(tokens().text);
    painter.drawText(line, Qt::AlignLeft, tr("Train %1").arg(percent(s.train)));
    if (s.test > 0)
        painter.drawText(line, Qt::AlignRight, tr("Test %1").arg(percent(s.test)));
    if (s.valid > 0) {
        const auto text = tr("Validation %1").arg(percent(s.valid));
        const qreal width = metrics.horizontalAdvance(text);
        const qreal rightmost =
            bar.right() - metrics.horizontalAdvance(tr("Test %1").arg(percent(s.test))) - width - 12;
        painter.drawText(QPointF(std::min((first + second - width) / 2, rightmost), line.top() + metrics.ascent()),
                         text);
    }
    const bool dated = m_spec.kind == SplitKind::Time && m_facts && m_facts->firstAt && m_facts->lastAt;
    if (!dated)
        return;
    const auto dates = line.translated(0, metrics.height());
    painter.setPen(tokens().secondaryText);
    painter.drawText(dates, Qt::AlignLeft, formatDate(*m_facts->firstAt));
    painter.drawText(dates, Qt::AlignRight, tr("to %1").arg(formatDate(*m_facts->lastAt)));
    const auto from = m_facts->validFrom ? m_facts->validFrom : m_facts->testFrom;
    if (from) {
        const auto text = m_facts->validFrom && m_facts->testFrom
                              ? tr("from %1, test from %2").arg(formatDate(*from), formatDate(*m_facts->testFrom))
                              : tr("from %1").arg(formatDate(*from));
        const qreal width = metrics.horizontalAdvance(text);
        const qreal rightmost =
            bar.right() - metrics.horizontalAdvance(tr("to %1").arg(formatDate(*m_facts->lastAt))) - width - 12;
        const qreal leftmost = bar.left() + metrics.horizontalAdvance(formatDate(*m_facts->firstAt)) + 12;
        if (rightmost >= leftmost)
            painter.drawText(QPointF(std::clamp(first, leftmost, rightmost), dates.top() + metrics.ascent()), text);
    }
}

void TimelineView::paintShoppers(QPainter &painter, const QRectF &area) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    for (int shopper = 0; shopper < kShoppers; ++shopper) {
        const qreal y = area.top() + (shopper + .5) * kShopperStep;
        painter.setPen(tokens().hairline);
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(Qt::NoPen);
        for (int event = 0; event < kEvents[shopper]; ++event) {
            const double place = (event + .2 + .6 * scatter(shopper, event, 1)) / kEvents[shopper];
            const auto part = partOf(shopper, event, place);
            painter.setBrush(part == Part::Valid ? QBrush(tokens().surface) : partBrush(part));
            painter.setPen(part == Part::Valid ? QPen(tokens().accent, 1.5) : QPen(Qt::NoPen));
            painter.drawEllipse(QPointF(area.left() + place * area.width(), y), 3.2, 3.2);
        }
    }
}

void TimelineView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF bar(0.5, 1, width() - 1, kBarHeight);
    paintBar(painter, bar);
    paintLabels(painter, bar);
    const int lines = m_spec.kind == SplitKind::Time ? 2 : 1;
    paintShoppers(painter,
                  QRectF(4, bar.bottom() + lines * fontMetrics().height() + 6, width() - 8, kShoppers * kShopperStep));
}

QSize TimelineView::sizeHint() const
{
    return {320, static_cast<int>(1 + kBarHeight + 2 * fontMetrics().height() + 8 + kShoppers * kShopperStep)};
}

QSize TimelineView::minimumSizeHint() const
{
    return {160, sizeHint().height()};
}

void TimelineView::describe()
{
    const auto s = shares();
    setAccessibleName(tr("How the events are divided"));
    setAccessibleDescription(tr("Train %1, validation %2, test %3 of the events")
                                 .arg(formatPercent(s.train), formatPercent(s.valid), formatPercent(s.test)));
}

void TimelineView::retranslate()
{
    describe();
    update();
}

} // namespace aisle
