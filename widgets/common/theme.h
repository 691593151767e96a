#pragma once
#include "core/common/events.h"

#include <QBrush>
#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>
#include <array>

class QWidget;

namespace aisle {

/// Every colour of the window. Colours mean one thing everywhere (see runColour(), kindBrush(), magnitudeColour(),
/// differenceColour()). Text has at least 4.5:1 on window, surface and raised, marks 3:1; tests/widgets computes it.
struct ThemeTokens
{
    QColor window;  ///< behind everything
    QColor surface; ///< cards, tables, fields
    QColor raised;  ///< buttons, bars, what lies upon a surface
    QColor text;
    QColor secondaryText; ///< help, units, placeholders
    QColor hairline;      ///< borders of cards, grids; decoration
    QColor outline;       ///< borders of fields and buttons: 3:1
    QColor accent;        ///< the one important button, focus, the chosen page
    QColor accentText;    ///< upon accent
    QColor selection;     ///< behind selected rows; text stays readable on it
    QColor good;
    QColor warning;
    QColor bad;
    QColor neutral;              ///< the middle of differences
    std::array<QColor, 4> runs;  ///< A, B, C, D: nothing else has these hues
    std::array<QColor, 5> kinds; ///< exposure, view, favourite, cart, purchase: teal, light to dark
    QColor returns;              ///< hatched
    QColor otherKind;            ///< interactions and what is neither
};

enum class ThemeChoice { System, Light, Dark };
ThemeChoice themeFromName(const QString &name); ///< "system", "light", "dark"

/// The program's look: tokens, palette and style. One object; widgets that paint for themselves repaint on changed()
/// (a PaletteChange event reaches every widget as well).
class Theme : public QObject
{
    Q_OBJECT
public:
    static Theme &instance();

    /// Sets style, font and palette of the application; call once after QApplication was made.
    void install(ThemeChoice choice);
    void setChoice(ThemeChoice choice);
    ThemeChoice choice() const { return m_choice; }
    bool isDark() const { return m_dark; }
    const ThemeTokens &tokens() const;

    static const ThemeTokens &light();
    static const ThemeTokens &dark();
    static QPalette palette(const ThemeTokens &tokens);

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Theme() = default;
    void apply();
    bool systemIsDark() const;

    ThemeChoice m_choice = ThemeChoice::System;
    bool m_dark = false;
    bool m_applying = false;
};

/// The tokens in force.
inline const ThemeTokens &tokens()
{
    return Theme::instance().tokens();
}

QColor runColour(int slot); ///< 0 .. 3; its letter always stands beside it
QChar runLetter(int slot);  ///< 'A' .. 'D'
QColor kindColour(Meaning meaning);
QBrush kindBrush(Meaning meaning);                      ///< hatched for returns
QColor magnitudeColour(double fraction);                ///< 0..1, perceptually even (viridis)
QColor differenceColour(double value);                  ///< -1 brown .. 0 neutral .. 1 teal
double contrastRatio(const QColor &a, const QColor &b); ///< WCAG 2, 1..21

/// Spacing in pixels: steps of 4.
inline constexpr int kSpaceInside = 4;
inline constexpr int kSpaceBetween = 8;
inline constexpr int kSpacePage = 16;
inline constexpr int kSpaceGroups = 24;
inline constexpr int kCardRadius = 6;

QFont pageTitleFont(); ///< the system's font +4 pt, semibold
QFont sectionFont();   ///< +1 pt, semibold: titles of cards and charts
QFont tileFont();      ///< +8 pt: the figure of a tile
QFont strongFont();    ///< semibold

enum class Tone { Plain, Secondary, Warning, Bad };
void setTone(QWidget *label, Tone tone);           ///< of its text, in every theme: a colour taken from tokens() stays
void setSecondary(QWidget *label, bool on = true); ///< Tone::Secondary, or Plain

} // namespace aisle
