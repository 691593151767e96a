#pragma once
#include <QColor>
#include <QFontMetrics>
#include <array>

namespace aisle {

/// Every colour of the window. Colours mean one thing everywhere (see theme.h). Text has at least 4.5:1 on window,
/// surface and raised, marks 3:1; tests/widgets computes it.
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

const ThemeTokens &lightTokens();
const ThemeTokens &darkTokens();

const ThemeTokens &tokens();   ///< those in force
void setDarkTokens(bool dark); ///< Theme's to call
bool areTokensDark();

/// Spacing in pixels: steps of 4.
inline constexpr int kSpaceInside = 4;
inline constexpr int kSpaceBetween = 8;
inline constexpr int kSpacePage = 16;
inline constexpr int kSpaceGroups = 24;
inline constexpr int kCardRadius = 6;

/// Of every row of a table whose cells hold text, in pixels; see tallRowHeight().
int tableRowHeight(const QFontMetrics &metrics);
int tallRowHeight(const QFontMetrics &metrics); ///< where cells hold bars or can be edited

} // namespace aisle
