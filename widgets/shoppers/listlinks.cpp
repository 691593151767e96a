#include "widgets/shoppers/listlinks.h"

#include "models/recommendationlistmodel.h"
#include "widgets/common/theme.h"
#include "widgets/shoppers/listcolumn.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace aisle {

namespace {

constexpr int kWidth = 32;

} // namespace

ListLinks::ListLinks(QWidget *parent) : QWidget(parent)
{
    setFixedWidth(kWidth);
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void ListLinks::setColumns(ListColumn *left, ListColumn *right)
{
    for (auto *column : {m_left.data(), m_right.data()}) {
        if (column)
            disconnect(column, nullptr, this, nullptr);
    }
    m_left = left;
    m_right = right;
    for (auto *column : {left, right}) {
        if (column)
            connect(column, &ListColumn::scrolled, this, qOverload<>(&QWidget::update));
    }
    update();
}

void ListLinks::markProduct(std::optional<ItemId> item)
{
    m_marked = item;
    update();
}

int ListLinks::shared() const
{
    if (!m_left || !m_right)
        return 0;
    return static_cast<int>(std::ranges::count_if(
        m_left->model()->items(), [this](const auto &item) { return m_right->model()->rowOf(item.item) >= 0; }));
}

void ListLinks::paintEvent(QPaintEvent *)
{
    if (!m_left || !m_right)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto line = [&](int from, int to, bool marked) {
        const auto left = m_left->rowCentre(from);
        const auto right = m_right->rowCentre(to);
        if (!left || !right || (!m_left->isRowVisible(from) && !m_right->isRowVisible(to)))
            return;
        const auto a = QPointF(0, mapFromGlobal(m_left->mapToGlobal(QPoint(0, *left))).y());
        const auto b = QPointF(width(), mapFromGlobal(m_right->mapToGlobal(QPoint(0, *right))).y());
        QPainterPath path(a);
        path.cubicTo(a + QPointF(width() * .55, 0), b - QPointF(width() * .55, 0), b);
        painter.setPen(QPen(marked ? tokens().text : tokens().outline, marked ? 2.2 : 1.2));
        painter.drawPath(path);
    };
    const auto &items = m_left->model()->items();
    for (int pass = 0; pass < 2; ++pass) { // the marked one on top
        for (std::size_t row = 0; row < items.size(); ++row) {
            const bool marked = m_marked == items[row].item;
            const int other = m_right->model()->rowOf(items[row].item);
            if (other >= 0 && marked == (pass == 1))
                line(static_cast<int>(row), other, marked);
        }
    }
}

} // namespace aisle
