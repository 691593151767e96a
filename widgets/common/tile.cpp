#include "widgets/common/tile.h"
#include "widgets/common/theme.h"
#include "widgets/text/tiptext.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace aisle {

Tile::Tile(QWidget *parent) : QWidget(parent), m_figure(new QLabel(this)), m_name(new QLabel(this))
{
    m_figure->setFont(tileFont());
    setSecondary(m_name);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(0);
    layout->addWidget(m_figure);
    layout->addWidget(m_name);
}

void Tile::setName(const QString &name)
{
    m_name->setText(name);
    setAccessibleName(name);
}

void Tile::setFigure(const QString &figure, const QString &exact)
{
    m_figure->setText(figure);
    fitFigure();
    setToolTip(tipText(exact));
    setAccessibleDescription(exact.isEmpty() ? figure : exact);
}

void Tile::setIsBad(bool bad)
{
    m_bad = bad;
    tint();
}

void Tile::setClickable(bool on)
{
    m_clickable = on;
    setCursor(on ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setFocusPolicy(on ? Qt::TabFocus : Qt::NoFocus);
}

void Tile::fitFigure()
{
    auto fitting = tileFont();
    m_figure->setMinimumHeight(QFontMetrics(fitting).height()); // the names of all tiles stay on one line
    const auto margins = layout()->contentsMargins();
    const int room = width() - margins.left() - margins.right();
    const int wanted = QFontMetrics(fitting).horizontalAdvance(m_figure->text());
    if (wanted > room && room > 0)
        fitting.setPointSizeF(std::max(font().pointSizeF(), std::floor(fitting.pointSizeF() * room / wanted)));
    m_figure->setFont(fitting);
}

void Tile::resizeEvent(QResizeEvent *)
{
    fitFigure();
}

void Tile::tint()
{
    auto palette = this->palette();
    palette.setColor(QPalette::WindowText, m_bad ? tokens().bad : tokens().text);
    m_figure->setPalette(palette);
}

void Tile::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        tint();
    else if (event->type() == QEvent::FontChange)
        fitFigure();
}

void Tile::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintCard(painter, rect(), hasFocus() ? tokens().accent : tokens().hairline);
}

void Tile::mouseReleaseEvent(QMouseEvent *)
{
    if (m_clickable)
        Q_EMIT clicked();
}

void Tile::keyPressEvent(QKeyEvent *event)
{
    if (m_clickable && (event->key() == Qt::Key_Space || event->key() == Qt::Key_Return))
        Q_EMIT clicked();
    else
        QWidget::keyPressEvent(event);
}

ReflowGrid::ReflowGrid(int leastWidth, int spacing, QWidget *parent)
    : QWidget(parent), m_leastWidth(leastWidth), m_spacing(spacing)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ReflowGrid::add(QWidget *widget)
{
    widget->setParent(this);
    m_widgets.push_back(widget);
}

int ReflowGrid::columnsFor(int width) const
{
    const auto count = static_cast<int>(m_widgets.size());
    auto columns = std::clamp((width + m_spacing) / (m_leastWidth + m_spacing), 1, std::max(count, 1));
    while (columns > 1 && count % columns != 0)
        --columns; // full rows only
    return columns;
}

int ReflowGrid::itemHeight() const
{
    int height = 0;
    for (const auto *widget : m_widgets)
        height = std::max(height, widget->sizeHint().height());
    return m_itemHeight > 0 ? m_itemHeight : height;
}

int ReflowGrid::heightForWidth(int width) const
{
    const auto columns = columnsFor(width);
    const auto rows = (static_cast<int>(m_widgets.size()) + columns - 1) / columns;
    return rows * itemHeight() + (rows - 1) * m_spacing;
}

QSize ReflowGrid::sizeHint() const
{
    return {m_leastWidth * 2, heightForWidth(std::max(width(), m_leastWidth))};
}

QSize ReflowGrid::minimumSizeHint() const
{
    return {m_leastWidth, itemHeight()};
}

bool ReflowGrid::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest) // a text in it was said again, in another language perhaps
        layOut();
    return QWidget::event(event);
}

void ReflowGrid::resizeEvent(QResizeEvent *)
{
    layOut();
}

void ReflowGrid::layOut()
{
    const auto columns = columnsFor(width());
    const auto left = [&](int column) { return column * (width() + m_spacing) / columns; };
    for (int i = 0; i < static_cast<int>(m_widgets.size()); ++i) {
        const auto column = i % columns;
        m_widgets[static_cast<std::size_t>(i)]->setGeometry(left(column), i / columns * (itemHeight() + m_spacing),
                                                            left(column + 1) - m_spacing - left(column), itemHeight());
    }
    setFixedHeight(heightForWidth(width()));
}

} // namespace aisle
