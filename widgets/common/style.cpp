#include "widgets/common/style.h"
#include "core/common/text/showntext.h"
#include "widgets/common/tokens.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>
#include <QToolButton>
#include <QTreeView>

namespace aisle {

namespace {

constexpr qreal kRadius = 4;

bool isPrimary(const QWidget *widget)
{
    return widget && widget->property("primary").toBool();
}

QColor mixed(const QColor &a, const QColor &b, float t)
{
    return QColor::fromRgbF(a.redF() + (b.redF() - a.redF()) * t, a.greenF() + (b.greenF() - a.greenF()) * t,
                            a.blueF() + (b.blueF() - a.blueF()) * t);
}

void box(QPainter *painter, const QRect &rect, const QColor &fill, const QPen &border, qreal radius = kRadius)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(border);
    painter->setBrush(fill);
    painter->drawRoundedRect(QRectF(rect).adjusted(.5, .5, -.5, -.5), radius, radius);
    painter->restore();
}

QPen fieldPen(const QStyleOption *option)
{
    const auto &t = tokens();
    if (option->state & QStyle::State_HasFocus)
        return {t.accent, 1.6};
    return {option->state & QStyle::State_Enabled ? t.outline : t.hairline, 1};
}

/// Of a button, whose label is its mark: quieter than the edge of an empty field.
QPen buttonPen(const QStyleOption *option)
{
    const auto &t = tokens();
    const bool quiet = (option->state & QStyle::State_Enabled) && !(option->state & QStyle::State_HasFocus);
    return quiet ? QPen(mixed(t.outline, t.surface, .35F), 1) : fieldPen(option);
}

void drawButton(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const auto &t = tokens();
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool down = option->state & (QStyle::State_Sunken | QStyle::State_On);
    const bool over = enabled && (option->state & QStyle::State_MouseOver);
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    if (button && (button->features & QStyleOptionButton::Flat) && !over && !down) {
        if (option->state & QStyle::State_HasFocus)
            box(painter, option->rect, Qt::transparent, fieldPen(option));
        return;
    }
    if (isPrimary(widget) && enabled) {
        const auto fill = down ? mixed(t.accent, t.window, .25F) : over ? mixed(t.accent, t.window, .12F) : t.accent;
        box(painter, option->rect, fill, Qt::NoPen);
        if (option->state & QStyle::State_HasFocus)
            box(painter, option->rect.adjusted(2, 2, -2, -2), Qt::transparent, QPen(t.accentText, 1), 3);
        return;
    }
    const auto fill = down ? t.selection : over ? mixed(t.raised, t.selection, .5F) : enabled ? t.raised : t.window;
    box(painter, option->rect, fill, buttonPen(option));
}

void drawToolButton(const QStyleOption *option, QPainter *painter)
{
    const auto &t = tokens();
    if (option->state & (QStyle::State_Sunken | QStyle::State_On))
        box(painter, option->rect, t.selection, Qt::NoPen);
    else if ((option->state & QStyle::State_MouseOver) && (option->state & QStyle::State_Enabled))
        box(painter, option->rect, mixed(t.window, t.selection, .6F), Qt::NoPen);
    if ((option->state & QStyle::State_HasFocus) && (option->state & QStyle::State_KeyboardFocusChange))
        box(painter, option->rect, Qt::transparent, QPen(t.accent, 1.6));
}

void drawTab(const QStyleOptionTab &tab, QPainter *painter)
{
    const auto &t = tokens();
    const bool selected = tab.state & QStyle::State_Selected;
    const auto base = tab.rect.bottom();
    if (selected)
        painter->fillRect(QRect(tab.rect.left() + 8, base - 1, tab.rect.width() - 16, 2), t.accent);
    else if (tab.state & QStyle::State_MouseOver)
        painter->fillRect(QRect(tab.rect.left() + 8, base - 1, tab.rect.width() - 16, 2), t.hairline);
    if ((tab.state & QStyle::State_HasFocus))
        box(painter, tab.rect.adjusted(2, 2, -2, -4), Qt::transparent, QPen(t.accent, 1.6));
}

void drawHeader(const QStyleOptionHeader &header, QPainter *painter)
{
    const auto &t = tokens();
    painter->fillRect(header.rect, t.raised);
    painter->setPen(t.hairline);
    painter->drawLine(header.rect.bottomLeft(), header.rect.bottomRight());
    const bool last =
        header.position == QStyleOptionHeader::End || header.position == QStyleOptionHeader::OnlyOneSection;
    if (!last && header.orientation == Qt::Horizontal)
        painter->drawLine(header.rect.right(), header.rect.top() + 5, header.rect.right(), header.rect.bottom() - 5);
}

/// A box that is seen in both themes; ticked ones are filled.
void drawCheckBox(const QStyleOption *option, QPainter *painter)
{
    const auto &t = tokens();
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool filled = option->state & (QStyle::State_On | QStyle::State_NoChange);
    const auto mark = enabled ? t.accent : t.outline;
    const auto side = std::min(option->rect.width(), option->rect.height());
    const QRect square(option->rect.x() + (option->rect.width() - side) / 2,
                       option->rect.y() + (option->rect.height() - side) / 2, side, side);
    box(painter, square, filled ? mark : t.surface, QPen(filled ? mark : enabled ? t.outline : t.hairline, 1), 3);
    if (!filled)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(enabled ? t.accentText : t.surface, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&](double x, double y) { return QPointF(square.x() + x * side, square.y() + y * side); };
    if (option->state & QStyle::State_NoChange)
        painter->drawLine(at(.28, .5), at(.72, .5));
    else
        painter->drawPolyline(QPolygonF{at(.25, .52), at(.43, .7), at(.76, .32)});
    painter->restore();
}

/// A ring that is seen in both themes; the chosen one holds a dot.
void drawRadio(const QStyleOption *option, QPainter *painter)
{
    const auto &t = tokens();
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool chosen = option->state & QStyle::State_On;
    const auto mark = enabled ? t.accent : t.outline;
    const auto side = std::min(option->rect.width(), option->rect.height());
    QRectF ring(0, 0, side - 1, side - 1);
    ring.moveCenter(QRectF(option->rect).center());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(chosen ? mark : enabled ? t.outline : t.hairline, chosen ? 1.6 : 1.4));
    painter->setBrush(t.surface);
    painter->drawEllipse(ring);
    if (chosen) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(mark);
        painter->drawEllipse(ring.center(), side * .26, side * .26);
    }
    painter->restore();
}

void drawArrow(const QRect &rect, bool up, const QColor &colour, QPainter *painter)
{
    const QPointF centre = QRectF(rect).center();
    const double tip = up ? -1.5 : 1.5;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(QPolygonF{centre + QPointF(-3, -tip), centre + QPointF(0, tip), centre + QPointF(3, -tip)});
    painter->restore();
}

/// A field like any other, with two arrows at its end.
void drawSpinBox(const QStyleOptionSpinBox &spin, const QRect &up, const QRect &down, QPainter *painter)
{
    const auto &t = tokens();
    const bool enabled = spin.state & QStyle::State_Enabled;
    if (spin.frame)
        box(painter, spin.rect, enabled ? t.surface : t.window, fieldPen(&spin));
    if (spin.buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const auto arrow = [&](const QRect &rect, QStyle::SubControl part, QAbstractSpinBox::StepEnabledFlag step) {
        const bool possible = enabled && (spin.stepEnabled & step);
        const bool active = possible && (spin.activeSubControls & part);
        const bool pressed = active && (spin.state & QStyle::State_Sunken);
        if (active)
            box(painter, rect.adjusted(0, 1, -2, -1), pressed ? t.selection : t.raised, Qt::NoPen, 2);
        drawArrow(rect, part == QStyle::SC_SpinBoxUp, possible ? t.text : t.outline, painter);
    };
    arrow(up, QStyle::SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled);
    arrow(down, QStyle::SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled);
}

/// A thin rounded slider on nothing; wider under the mouse.
void drawScrollBar(const QStyleOptionComplex *option, const QRect &slider, QPainter *painter)
{
    const auto &t = tokens();
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (!bar || bar->maximum <= bar->minimum)
        return;
    const bool active = option->activeSubControls & QStyle::SC_ScrollBarSlider;
    const int margin = (option->state & QStyle::State_MouseOver) || active ? 2 : 3;
    const bool across = bar->orientation == Qt::Horizontal;
    const auto inner = across ? slider.adjusted(2, margin, -2, -margin) : slider.adjusted(margin, 2, -margin, -2);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(active ? t.outline : mixed(t.outline, t.surface, .45F));
    painter->drawRoundedRect(inner, 4, 4);
    painter->restore();
}

} // namespace

Style::Style() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void Style::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget) || qobject_cast<QTabBar *>(widget))
        widget->setAttribute(Qt::WA_Hover);
    auto *edit = qobject_cast<QLineEdit *>(widget);
    if (edit && edit->hasFrame() && edit->textMargins().isNull() && !qobject_cast<QComboBox *>(edit->parent()))
        edit->setTextMargins(kSpaceInside, 0, kSpaceInside, 0);
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
        drawButton(option, painter, widget);
        return;
    case PE_PanelButtonTool:
        drawToolButton(option, painter);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        drawCheckBox(option, painter);
        return;
    case PE_IndicatorRadioButton:
        drawRadio(option, painter);
        return;
    case PE_FrameDefaultButton:
    case PE_FrameFocusRect:
        if (element == PE_FrameFocusRect && qobject_cast<const QAbstractItemView *>(widget)) {
            box(painter, option->rect, Qt::transparent, QPen(tokens().accent, 1), 2);
            return;
        }
        if (!widget || qobject_cast<const QPushButton *>(widget) || qobject_cast<const QTabBar *>(widget) ||
            qobject_cast<const QComboBox *>(widget) || qobject_cast<const QToolButton *>(widget))
            return;
        box(painter, option->rect, Qt::transparent, QPen(tokens().accent, 1.2), 3);
        return;
    case PE_FrameTabBarBase:
        painter->setPen(tokens().hairline);
        painter->drawLine(option->rect.bottomLeft(), option->rect.bottomRight());
        return;
    case PE_FrameTabWidget:
        return;
    case PE_PanelScrollAreaCorner:
        painter->fillRect(option->rect, tokens().surface);
        return;
    case PE_Frame: {
        const bool focused = widget && widget->hasFocus();
        box(painter, option->rect, Qt::transparent, QPen(focused ? tokens().accent : tokens().hairline, 1), 3);
        return;
    }
    case PE_FrameLineEdit:
    case PE_PanelLineEdit: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (!frame || frame->lineWidth > 0)
            box(painter, option->rect, option->state & State_Enabled ? tokens().surface : tokens().window,
                fieldPen(option));
        return;
    }
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    switch (element) {
    case CE_TabBarTabShape:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option)) {
            drawTab(*tab, painter);
            return;
        }
        break;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            drawHeader(*header, painter);
            return;
        }
        painter->fillRect(option->rect, tokens().raised);
        painter->setPen(tokens().hairline);
        painter->drawLine(option->rect.bottomLeft(), option->rect.bottomRight());
        return;
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
            button && isPrimary(widget) && (option->state & State_Enabled)) {
            auto bright = *button;
            bright.palette.setColor(QPalette::ButtonText, tokens().accentText);
            bright.state &= ~State_HasFocus;
            QProxyStyle::drawControl(element, &bright, painter, widget);
            return;
        }
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
            button && widget && widget->property("leading").toBool()) {
            drawItemText(painter, option->rect.adjusted(kSpaceInside, 0, -kSpaceInside, 0),
                         Qt::AlignVCenter | Qt::AlignLeading | Qt::TextShowMnemonic, button->palette,
                         option->state & State_Enabled, button->text, QPalette::ButtonText);
            return;
        }
        break;
    case CE_ItemViewItem: // cells hold texts of the data
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option)) {
            auto shown = *item;
            shown.text = shownText(item->text);
            QProxyStyle::drawControl(element, &shown, painter, widget);
            return;
        }
        break;
    case CE_Splitter:
        return;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

/// Boxes, headings and tabs hold texts of the data as well as of ours.
void Style::drawItemText(QPainter *painter, const QRect &rect, int flags, const QPalette &palette, bool enabled,
                         const QString &text, QPalette::ColorRole role) const
{
    QProxyStyle::drawItemText(painter, rect, flags, palette, enabled, shownText(text), role);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                               const QWidget *widget) const
{
    const auto *spin = control == CC_SpinBox ? qstyleoption_cast<const QStyleOptionSpinBox *>(option) : nullptr;
    if (control == CC_ScrollBar)
        drawScrollBar(option, subControlRect(control, option, SC_ScrollBarSlider, widget), painter);
    else if (spin)
        drawSpinBox(*spin, subControlRect(control, option, SC_SpinBoxUp, widget),
                    subControlRect(control, option, SC_SpinBoxDown, widget), painter);
    else
        QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                            const QWidget *widget) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (control != CC_ScrollBar || !bar)
        return QProxyStyle::subControlRect(control, option, part, widget);
    const bool across = bar->orientation == Qt::Horizontal;
    const int length = across ? bar->rect.width() : bar->rect.height();
    const auto range = static_cast<qint64>(bar->maximum) - bar->minimum;
    int size = length;
    if (range > 0)
        size = std::clamp(static_cast<int>(static_cast<qint64>(length) * bar->pageStep / (range + bar->pageStep)),
                          std::min(28, length), length);
    const int start =
        sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - size, bar->upsideDown);
    const auto piece = [&](int from, int count) {
        const auto rect = across ? QRect(bar->rect.x() + from, bar->rect.y(), count, bar->rect.height())
                                 : QRect(bar->rect.x(), bar->rect.y() + from, bar->rect.width(), count);
        return visualRect(bar->direction, bar->rect, rect);
    };
    switch (part) {
    case SC_ScrollBarGroove:
        return bar->rect;
    case SC_ScrollBarSlider:
        return piece(start, size);
    case SC_ScrollBarSubPage:
        return piece(0, start);
    case SC_ScrollBarAddPage:
        return piece(start + size, length - start - size);
    default:
        return {};
    }
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin:
        return kSpacePage;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return kSpaceBetween;
    case PM_SplitterWidth:
        return kSpaceBetween;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabOverlap:
    case PM_TabBarBaseOverlap:
        return 0;
    case PM_TabBarTabHSpace:
        return 24;
    case PM_TabBarTabVSpace:
        return 14;
    case PM_HeaderMargin:
        return 5;
    case PM_FocusFrameHMargin:
        return 4;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return 16;
    case PM_ScrollBarExtent:
        return 12;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                     QStyleHintReturn *returned) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    case SH_TabBar_Alignment:
        return Qt::AlignLeft;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    case SH_ToolTip_WakeUpDelay:
        return 400;
    case SH_Widget_Animation_Duration:
        return 120;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                              const QWidget *widget) const
{
    auto result = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_PushButton) {
        result.rwidth() += 8;
        result.setHeight(std::max(result.height() + 2, 30));
    } else if (type == CT_LineEdit || type == CT_ComboBox || type == CT_SpinBox) {
        result.setHeight(std::max(result.height(), 30));
    } else if (type == CT_ItemViewItem && qobject_cast<const QTreeView *>(widget)) {
        result.setHeight(std::max(result.height(), tableRowHeight(option->fontMetrics)));
    } else if (type == CT_ToolButton) {
        result = result.expandedTo(QSize(28, 28));
    }
    return result;
}

void setPrimary(QWidget *button, bool on)
{
    button->setProperty("primary", on);
    button->update();
}

} // namespace aisle
