#include "widgets/common/thinprogress.h"
#include "widgets/common/theme.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace aisle {

ThinProgress::ThinProgress(QWidget *parent) : QWidget(parent)
{
    setMinimumWidth(120);
    setFixedHeight(6);
}

void ThinProgress::setFraction(double fraction)
{
    if (std::abs(fraction - m_fraction) < 1e-4)
        return;
    m_fraction = fraction;
    update();
}

void ThinProgress::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens().hairline);
    painter.drawRoundedRect(rect(), 3, 3);
    const auto filled = m_fraction * width();
    if (filled < 1)
        return;
    painter.setBrush(tokens().accent);
    painter.drawRoundedRect(QRectF(0, 0, std::max(filled, 6.), height()), 3, 3);
}

} // namespace aisle
