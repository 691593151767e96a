#include "widgets/common/theme.h"
#include "widgets/common/style.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QFontInfo>
#include <QFrame>
#include <QPainter>
#include <QPalette>
#include <QRectF>
#include <QWidget>
#include <cmath>
#include <span>

namespace aisle {

namespace {

constexpr auto kWarningRole = QPalette::LinkVisited; ///< no link of ours is ever visited

QColor between(const QColor &a, const QColor &b, double t)
{
    const auto mix = [t](float x, float y) { return static_cast<float>(x + (y - x) * t); };
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

QColor along(std::span<const unsigned> ramp, double fraction)
{
    const auto place = std::clamp(std::isnan(fraction) ? 0. : fraction, 0., 1.) * static_cast<double>(ramp.size() - 1);
    const auto from = std::min(static_cast<std::size_t>(place), ramp.size() - 2);
    return between(QColor::fromRgb(ramp[from]), QColor::fromRgb(ramp[from + 1]), place - static_cast<double>(from));
}

double channelLuminance(double channel)
{
    return channel <= .04045 ? channel / 12.92 : std::pow((channel + .055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return .2126 * channelLuminance(colour.redF()) + .7152 * channelLuminance(colour.greenF()) +
           .0722 * channelLuminance(colour.blueF());
}

/// Without a named face for Chinese each text gets whichever the system falls back to: of another weight, or with the
/// shapes of another language.
QString chineseFamily()
{
    const auto known = QFontDatabase::families(QFontDatabase::SimplifiedChinese);
    for (const char *wanted : {"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN",
                               "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei"}) {
        if (known.contains(QLatin1String(wanted)))
            return QLatin1String(wanted);
    }
    return known.value(0);
}

QFont applicationFont()
{
    auto font = QApplication::font();
    QStringList families{QFontInfo(font).family()};
    if (const auto chinese = chineseFamily(); !chinese.isEmpty() && !families.contains(chinese))
        families.append(chinese);
    font.setFamilies(families);
    font.setWeight(QFont::Normal);
    return font;
}

QFont systemFont(double morePoints, QFont::Weight weight)
{
    auto font = QApplication::font();
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() + morePoints);
    else
        font.setPixelSize(font.pixelSize() + static_cast<int>(std::lround(morePoints * 4 / 3)));
    font.setWeight(weight);
    return font;
}

bool isPlatformChange(const QObject *watched, const QEvent *event)
{
    const bool ofAll = event->type() == QEvent::ApplicationPaletteChange && watched == qApp;
    return event->type() == QEvent::ThemeChange || ofAll;
}

} // namespace

QPalette Theme::palette(const ThemeTokens &t)
{
    QPalette palette;
    palette.setColor(QPalette::Window, t.window);
    palette.setColor(QPalette::WindowText, t.text);
    palette.setColor(QPalette::Base, t.surface);
    palette.setColor(QPalette::AlternateBase, t.raised);
    palette.setColor(QPalette::Text, t.text);
    palette.setColor(QPalette::PlaceholderText, t.secondaryText);
    palette.setColor(QPalette::Button, t.raised);
    palette.setColor(QPalette::ButtonText, t.text);
    palette.setColor(QPalette::BrightText, t.bad);
    palette.setColor(QPalette::Highlight, t.selection);
    palette.setColor(QPalette::HighlightedText, t.text);
    palette.setColor(QPalette::ToolTipBase, t.raised);
    palette.setColor(QPalette::ToolTipText, t.text);
    palette.setColor(QPalette::Link, t.accent);
    palette.setColor(kWarningRole, t.warning);
    palette.setColor(QPalette::Light, t.surface);
    palette.setColor(QPalette::Midlight, t.raised);
    palette.setColor(QPalette::Mid, t.hairline);
    palette.setColor(QPalette::Dark, t.outline);
    palette.setColor(QPalette::Shadow, t.hairline);
    const auto faded = between(t.secondaryText, t.window, .35);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, faded);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, t.hairline);
    return palette;
}

ThemeChoice themeFromName(const QString &name)
{
    return name == QLatin1String("dark")    ? ThemeChoice::Dark
           : name == QLatin1String("light") ? ThemeChoice::Light
                                            : ThemeChoice::System;
}

Theme &Theme::instance()
{
    static Theme theme;
    return theme;
}

void Theme::install(ThemeChoice choice)
{
    QApplication::setStyle(new Style);
    QApplication::setFont(applicationFont());
    qApp->installEventFilter(this);
    m_choice = choice;
    apply();
}

void Theme::setChoice(ThemeChoice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    apply();
}

bool Theme::systemIsDark() const
{
    QApplication::setPalette(QPalette()); // the platform's own
    return QApplication::palette().color(QPalette::Window).lightness() < 128;
}

void Theme::apply()
{
    m_applying = true;
    setDarkTokens(m_choice == ThemeChoice::Dark || (m_choice == ThemeChoice::System && systemIsDark()));
    QApplication::setPalette(palette(tokens()));
    m_applying = false;
    Q_EMIT changed();
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    if (isPlatformChange(watched, event) && m_choice == ThemeChoice::System && !m_applying)
        apply();
    return QObject::eventFilter(watched, event);
}

QColor runColour(int slot)
{
    return tokens().runs.at(static_cast<std::size_t>(slot));
}

QChar runLetter(int slot)
{
    return QChar(u'A' + slot);
}

QColor kindColour(Meaning meaning)
{
    const auto &t = tokens();
    switch (meaning) {
    case Meaning::Exposure:
        return t.kinds[0];
    case Meaning::View:
        return t.kinds[1];
    case Meaning::Favourite:
        return t.kinds[2];
    case Meaning::Cart:
        return t.kinds[3];
    case Meaning::Purchase:
        return t.kinds[4];
    case Meaning::Return:
        return t.returns;
    case Meaning::Search:
    case Meaning::Other: // beside the ramp, not on it
        return t.secondaryText;
    case Meaning::Rating:
    case Meaning::Interaction: // the only kind of its log
        break;
    }
    return t.otherKind;
}

QBrush kindBrush(Meaning meaning)
{
    return {kindColour(meaning), meaning == Meaning::Return ? Qt::BDiagPattern : Qt::SolidPattern};
}

QColor magnitudeColour(double fraction)
{
    static constexpr unsigned kViridis[]{0x440154, 0x472d7b, 0x3b528b, 0x2c728e, 0x21918c,
                                         0x28ae80, 0x5ec962, 0xaddc30, 0xfde725};
    return along(kViridis, fraction);
}

QColor differenceColour(double value)
{
    const bool isDark = areTokensDark();
    const auto brown = QColor::fromRgb(isDark ? 0xd9a066 : 0x8c510a);
    const auto teal = QColor::fromRgb(isDark ? 0x4fc3b5 : 0x01665e);
    const auto bounded = std::clamp(std::isnan(value) ? 0. : value, -1., 1.);
    return between(tokens().neutral, bounded < 0 ? brown : teal, std::abs(bounded));
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
    return (lighter + .05) / (darker + .05);
}

QFont pageTitleFont()
{
    return systemFont(4, QFont::DemiBold);
}

QFont sectionFont()
{
    return systemFont(1, QFont::DemiBold);
}

QFont tileFont()
{
    return systemFont(8, QFont::Normal);
}

QFont strongFont()
{
    return systemFont(0, QFont::DemiBold);
}

void showAsCard(QFrame *frame)
{
    frame->setProperty("card", true);
    frame->setFrameShape(QFrame::StyledPanel);
    frame->setAutoFillBackground(true);
    frame->setBackgroundRole(QPalette::Base);
}

void paintCard(QPainter &painter, const QRectF &rect, const QColor &edge)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(edge);
    painter.setBrush(tokens().surface);
    painter.drawRoundedRect(rect.adjusted(.5, .5, -.5, -.5), kCardRadius, kCardRadius);
}

void setTone(QWidget *label, Tone tone)
{
    switch (tone) {
    case Tone::Plain:
        return label->setForegroundRole(QPalette::WindowText);
    case Tone::Secondary:
        return label->setForegroundRole(QPalette::PlaceholderText);
    case Tone::Warning:
        return label->setForegroundRole(kWarningRole);
    case Tone::Bad:
        return label->setForegroundRole(QPalette::BrightText);
    }
}

void setSecondary(QWidget *label, bool on)
{
    setTone(label, on ? Tone::Secondary : Tone::Plain);
}

} // namespace aisle
