#include "widgets/products/graphcanvas.h"

#include "widgets/common/theme.h"
#include "widgets/text/tiptext.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollArea>
#include <QToolTip>
#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

constexpr int kNodePadding = 8, kNodeGap = 4, kGroupGap = 16;
constexpr int kMargin = 12;
constexpr int kLeastWidth = 520;
constexpr double kCentreShare = .22, kSideShare = .28; ///< of the width; the rest is for edges and their names
constexpr int kNoteGap = 10;
constexpr int kLeastEdge = 12, kUsualEdge = 40; ///< between a relation's name and its nodes

QString shortened(const QFontMetrics &metrics, const QString &text, int width)
{
    return metrics.elidedText(shownText(text), Qt::ElideRight, width);
}

} // namespace

GraphNode::GraphNode(Kind kind, const QString &text, const QString &note, QWidget *parent)
    : QAbstractButton(parent), m_kind(kind), m_text(shownText(text)), m_note(note)
{
    setText(buttonText(text)); // an ampersand of the data is no shortcut
    setAccessibleName(note.isEmpty() ? text : text + QStringLiteral(", ") + note);
    if (kind == Kind::Centre)
        setFont(strongFont());
}

QSize GraphNode::sizeHint() const
{
    const auto metrics = fontMetrics();
    const int note = m_note.isEmpty() ? 0 : kNoteGap + metrics.horizontalAdvance(m_note);
    return {metrics.horizontalAdvance(m_text) + note + 2 * kNodePadding + 2, metrics.height() + kNodePadding};
}

void GraphNode::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto &colours = tokens();
    const bool stands = m_kind == Kind::Centre;
    const bool isHot = isEnabled() && (underMouse() || hasFocus());
    if (m_kind != Kind::More) {
        painter.setPen(QPen(hasFocus()                          ? colours.accent
                            : stands || m_kind == Kind::Product ? colours.outline
                                                                : colours.hairline,
                            hasFocus() ? 2 : 1));
        painter.setBrush(isHot ? colours.selection : stands ? colours.raised : colours.surface);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), kCardRadius, kCardRadius);
    } else if (hasFocus()) {
        painter.setPen(QPen(colours.accent, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), kCardRadius, kCardRadius);
    }
    const auto metrics = fontMetrics();
    auto inside = rect().adjusted(kNodePadding, 0, -kNodePadding, 0);
    painter.setPen(colours.secondaryText);
    if (!m_note.isEmpty()) {
        painter.drawText(inside, Qt::AlignRight | Qt::AlignVCenter, m_note);
        inside.setRight(inside.right() - metrics.horizontalAdvance(m_note) - kNoteGap);
    }
    painter.setPen(m_kind == Kind::More ? colours.accent : colours.text);
    painter.drawText(inside, (stands ? Qt::AlignHCenter : Qt::AlignLeft) | Qt::AlignVCenter,
                     shortened(metrics, m_text, inside.width()));
}

GraphCanvas::GraphCanvas(QWidget *parent) : QWidget(parent)
{
    auto policy = sizePolicy();
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

GraphNode *GraphCanvas::makeNode(const Node &node)
{
    auto *made = new GraphNode(node.kind, node.text, node.note, this);
    made->setToolTip(tipText(node.tip.isEmpty() ? node.text : node.tip));
    made->setEnabled(node.act || node.kind == GraphNode::Kind::Centre);
    made->setFocusPolicy(node.act ? Qt::ClickFocus : Qt::NoFocus);
    if (node.act) {
        made->setCursor(Qt::PointingHandCursor);
        made->installEventFilter(this);
        connect(made, &QAbstractButton::clicked, this, node.act);
    }
    made->show();
    return made;
}

void GraphCanvas::setGraph(const Node &centre, const std::vector<Group> &groups)
{
    const auto old = findChildren<GraphNode *>(QString(), Qt::FindDirectChildrenOnly);
    for (auto *node : old) {
        node->hide();
        node->setParent(nullptr);
        node->deleteLater(); // one of them may be what was clicked
    }
    m_groups.clear();
    m_centre = makeNode(centre);
    bool isFirst = true;
    for (const auto &group : groups) {
        m_groups.push_back({.relation = group.relation, .isForward = group.isForward, .nodes = {}, .label = {}});
        for (const auto &node : group.nodes) {
            auto *made = makeNode(node);
            m_groups.back().nodes.push_back(made);
            if (std::exchange(isFirst, isFirst && !node.act))
                makeReachable(made);
        }
    }
    // the next group stands where there is more room, so that both sides grow alike
    for (std::size_t g = 0; g < m_groups.size(); ++g) {
        int right = 0, left = 0;
        for (std::size_t before = 0; before < g; ++before)
            (m_groups[before].isRight ? right : left) += groupHeight(m_groups[before]) + kGroupGap;
        m_groups[g].isRight = right <= left;
    }
    updateGeometry();
    setMinimumHeight(heightForWidth(width()));
    place();
    update();
}

int GraphCanvas::rowHeight() const
{
    return fontMetrics().height() + kNodePadding;
}

int GraphCanvas::groupHeight(const Placed &group) const
{
    const auto nodes = static_cast<int>(std::max<std::size_t>(1, group.nodes.size()));
    return nodes * (rowHeight() + kNodeGap) - kNodeGap;
}

int GraphCanvas::sideHeight(bool right) const
{
    int height = -kGroupGap;
    for (const auto &group : m_groups)
        height += group.isRight == right ? groupHeight(group) + kGroupGap : 0;
    return std::max(0, height);
}

int GraphCanvas::heightForWidth(int) const
{
    return std::max({sideHeight(true), sideHeight(false), 3 * rowHeight()}) + 2 * kMargin;
}

QSize GraphCanvas::minimumSizeHint() const
{
    return {kLeastWidth, heightForWidth(kLeastWidth)};
}

void GraphCanvas::place()
{
    if (!m_centre)
        return;
    const int inner = width() - 2 * kMargin;
    const int side = static_cast<int>(inner * kSideShare);
    const int centre = std::min(static_cast<int>(inner * kCentreShare), m_centre->sizeHint().width());
    m_centre->setGeometry(kMargin + (inner - centre) / 2, height() / 2 - rowHeight() / 2 - 2, centre, rowHeight() + 4);
    placeSide(true, kMargin + inner - side, side);
    placeSide(false, kMargin, side);
}

void GraphCanvas::placeSide(bool right, int left, int width)
{
    const int space = right ? left - m_centre->geometry().right() : m_centre->x() - left - width;
    int top = (height() - sideHeight(right)) / 2;
    for (auto &group : m_groups) {
        if (group.isRight != right)
            continue;
        const int middle = top + groupHeight(group) / 2;
        const auto name = shortened(fontMetrics(), group.relation, space * 7 / 10);
        const int textWidth = fontMetrics().horizontalAdvance(name) + 2 * kNodeGap;
        const int besides = std::max(kLeastEdge, std::min(kUsualEdge, (space - textWidth) / 2));
        const int start = right ? left - besides - textWidth : left + width + besides;
        group.label = QRect(start, middle - rowHeight() / 2, textWidth, rowHeight());
        for (auto *node : group.nodes) {
            const int wide = std::min(width, node->sizeHint().width());
            node->setGeometry(right ? left : left + width - wide, top, wide, rowHeight());
            top += rowHeight() + kNodeGap;
        }
        top += kGroupGap - kNodeGap;
    }
}

void GraphCanvas::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void GraphCanvas::paintEvent(QPaintEvent *)
{
    if (!m_centre)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto &colours = tokens();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colours.outline, 1));
    const auto curve = [&painter](QPointF from, QPointF to) {
        if (std::abs(to.y() - from.y()) < 2) // half a pixel makes a kink
            to.setY(from.y());
        QPainterPath path(from);
        const double bend = (to.x() - from.x()) / 2;
        path.cubicTo(from + QPointF(bend, 0), to - QPointF(bend, 0), to);
        painter.drawPath(path);
    };
    for (const auto &group : m_groups) {
        const auto &centre = m_centre->geometry();
        const QPointF from(group.isRight ? centre.right() : centre.left(), centre.center().y() + .5);
        const double y = group.label.center().y() + .5;
        const QPointF inner(group.isRight ? group.label.left() : group.label.right(), y);
        const QPointF outer(group.isRight ? group.label.right() : group.label.left(), y);
        curve(from, inner);
        for (const auto *node : group.nodes)
            curve(outer,
                  {double(group.isRight ? node->x() : node->geometry().right()), node->geometry().center().y() + .5});
    }
    painter.setPen(colours.secondaryText);
    for (const auto &group : m_groups) {
        const auto name = shortened(fontMetrics(), group.relation, group.label.width() - 2 * kNodeGap + 1);
        painter.drawText(group.label, Qt::AlignCenter, name);
    }
}

/// One node is reached by Tab, the others from it by arrows.
void GraphCanvas::makeReachable(GraphNode *node)
{
    for (const auto &group : m_groups)
        for (auto *other : group.nodes)
            if (other->focusPolicy() == Qt::StrongFocus)
                other->setFocusPolicy(Qt::ClickFocus);
    node->setFocusPolicy(Qt::StrongFocus);
}

bool GraphCanvas::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    auto *help = static_cast<QHelpEvent *>(event);
    const auto on =
        std::ranges::find_if(m_groups, [help](const auto &group) { return group.label.contains(help->pos()); });
    QToolTip::showText(help->globalPos(), on == m_groups.end() ? QString() : tipText(on->relation), this);
    return true;
}

bool GraphCanvas::eventFilter(QObject *watched, QEvent *event)
{
    auto *node = qobject_cast<GraphNode *>(watched);
    if (node && event->type() == QEvent::FocusIn) {
        makeReachable(node);
        for (auto *above = parentWidget(); above; above = above->parentWidget())
            if (auto *area = qobject_cast<QScrollArea *>(above)) {
                area->ensureWidgetVisible(node);
                break;
            }
    }
    if (node && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            node->click();
            return true;
        }
        if (key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_Left || key == Qt::Key_Right) {
            go(node, key);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

/// To the nearest node that lies that way.
void GraphCanvas::go(GraphNode *from, int key)
{
    const auto here = from->geometry().center();
    GraphNode *best = nullptr;
    int least = 0;
    for (const auto &group : m_groups) {
        for (auto *node : group.nodes) {
            const auto step = node->geometry().center() - here;
            const bool across = key == Qt::Key_Left || key == Qt::Key_Right;
            const bool isOtherSide = (here.x() < width() / 2) != (node->geometry().center().x() < width() / 2);
            const bool isThere = across ? isOtherSide && (key == Qt::Key_Right) == (step.x() > 0)
                                        : !isOtherSide && (key == Qt::Key_Down ? step.y() > 0 : step.y() < 0);
            const int far = std::abs(step.y());
            if (isThere && node->focusPolicy() != Qt::NoFocus && (!best || far < least)) {
                best = node;
                least = far;
            }
        }
    }
    if (best)
        best->setFocus(Qt::OtherFocusReason);
}

void GraphCanvas::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        setMinimumHeight(heightForWidth(width()));
        place();
    }
    if (event->type() == QEvent::PaletteChange)
        update();
}

} // namespace aisle
