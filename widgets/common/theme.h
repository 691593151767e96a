#pragma once
#include "core/common/events.h"
#include "widgets/common/tokens.h"

#include <QBrush>
#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>

class QFrame;
class QPainter;
class QRectF;

class QWidget;

namespace aisle {

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
    bool isDark() const { return areTokensDark(); }
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
    bool m_applying = false;
};

QColor runColour(int slot); ///< 0 .. 3; its letter always stands beside it
QChar runLetter(int slot);  ///< 'A' .. 'D'
QColor kindColour(Meaning meaning);
QBrush kindBrush(Meaning meaning);                      ///< hatched for returns
QColor magnitudeColour(double fraction);                ///< 0..1, perceptually even (viridis)
QColor differenceColour(double value);                  ///< -1 brown .. 0 neutral .. 1 teal
double contrastRatio(const QColor &a, const QColor &b); ///< WCAG 2, 1..21

QFont pageTitleFont(); ///< the system's font +4 pt, semibold
QFont sectionFont();   ///< +1 pt, semibold: titles of cards and charts
QFont tileFont();      ///< +8 pt: the figure of a tile
QFont strongFont();    ///< semibold

void showAsCard(QFrame *frame); ///< a raised panel of a page
/// The same within a widget that paints itself.
void paintCard(QPainter &painter, const QRectF &rect, const QColor &edge = tokens().hairline);

enum class Tone { Plain, Secondary, Warning, Bad };
void setTone(QWidget *label, Tone tone);           ///< of its text, in every theme: a colour taken from tokens() stays
void setSecondary(QWidget *label, bool on = true); ///< Tone::Secondary, or Plain

} // namespace aisle
