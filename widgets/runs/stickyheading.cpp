#include "widgets/runs/stickyheading.h"
#include "widgets/common/theme.h"
#include "widgets/text/tiptext.h"

#include <QEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTreeView>

namespace aisle {

StickyHeading::StickyHeading(QTreeView *view) : QLabel(view), m_view(view)
{
    setObjectName(QStringLiteral("sticky-heading"));
    setFont(strongFont());
    setContentsMargins(kSpaceBetween, 0, kSpaceBetween, 0);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
    view->viewport()->installEventFilter(this);
    connect(view->verticalScrollBar(), &QScrollBar::valueChanged, this, &StickyHeading::follow);
}

void StickyHeading::follow()
{
    const auto top = m_view->indexAt(QPoint(1, 1));
    const auto group = top.parent();
    if (!group.isValid())
        return hide();
    setText(group.data().toString());
    setToolTip(tipText(text()));
    const auto area = m_view->viewport()->geometry();
    setGeometry(area.x(), area.y(), area.width(), fontMetrics().height() + 2 * kSpaceInside);
    raise();
    show();
}

bool StickyHeading::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        follow();
    return QLabel::eventFilter(watched, event);
}

void StickyHeading::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), tokens().surface);
    painter.fillRect(QRect(0, height() - 1, width(), 1), tokens().hairline);
    painter.setPen(tokens().text);
    const auto room = contentsRect();
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                     fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
}

} // namespace aisle
