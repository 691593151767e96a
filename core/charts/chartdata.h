#pragma once
#include "core/charts/chartaxis.h"
#include "core/common/events.h"

#include <QByteArray>
#include <QLocale>
#include <QString>
#include <QStringList>
#include <array>
#include <vector>

namespace aisle {

enum class ChartKind { Line, StackedArea, Points, Bars, Histogram, DotWhisker, HeatMap };

/// What a colour stands for; the palette of the theme says which one it is.
struct SeriesColour
{
    enum class Means { Accent, Run, Kind, Neutral };
    Means means = Means::Accent;
    int index = 0; ///< Run: 0..3 for A..D; Kind: a Meaning
    static SeriesColour run(int position) { return {Means::Run, position}; }
    static SeriesColour kind(Meaning meaning) { return {Means::Kind, static_cast<int>(meaning)}; }
    static SeriesColour neutral() { return {Means::Neutral, 0}; }
    friend bool operator==(const SeriesColour &, const SeriesColour &) = default;
};

/// One column of figures. Missing values are NaN.
struct ChartSeries
{
    QString name{};
    std::vector<double> values{}; ///< one a row of the chart
    std::vector<double> low{};    ///< 95 % interval; empty where there is none
    std::vector<double> high{};
    SeriesColour colour{};
};

/// The figures of one chart. Picture, table, CSV and SVG are all made from it, so that they cannot disagree.
///
/// Rows are: values of x (Line, StackedArea, Points), bins (Histogram: x has one edge more than there are rows), or
/// categories (Bars, DotWhisker; HeatMap: the columns of the map, its series are the lines from top to bottom).
struct ChartData
{
    ChartKind kind = ChartKind::Line;
    QString title;  ///< plain words: "Events per day"
    QString source; ///< what the figures are of, in lines; a saved picture says it under its title
    QString xLabel; ///< with the unit, may be empty
    QString yLabel;
    AxisScale xScale = AxisScale::Linear; ///< Time: x is Unix milliseconds, UTC
    AxisScale yScale = AxisScale::Linear;
    std::vector<double> x;
    QStringList categories;
    std::vector<ChartSeries> series;
    int decimals = -1;                                      ///< of values; -1: as many as they need
    bool signedValues = false;                              ///< differences: written with their sign
    double mark = std::numeric_limits<double>::quiet_NaN(); ///< a row's x worth pointing out (the best epoch)
    QString whyEmpty;                                       ///< said instead of an empty chart

    bool isEmpty() const;
    int rowCount() const;
    /// The x of a row's place (bins: their middle; categories: their position).
    double position(int row) const;

    /// As a table: the first column is the row's name, then each series, with its interval where it has one.
    int columnCount() const;
    QString header(int column) const;
    QString rowName(int row, const QLocale &locale) const;
    double cell(int row, int column) const; ///< columns from 1
    QString cellText(int row, int column, const QLocale &locale) const;
    QString valueText(double value, const QLocale &locale) const;
    /// UTF-8 with a header line; numbers with a point, times in ISO 8601, names made safe for spreadsheets.
    QByteArray csv() const;
};

/// The same chart with every text of it as a person is shown it (shownText()): names of kinds and runs are texts of the
/// data.
ChartData shownChart(ChartData data);

/// The range that a chart's values (and intervals, and stacks) need.
AxisRange valueRange(const ChartData &data);
AxisRange positionRange(const ChartData &data); ///< of x; categories from -0.5 to n - 0.5

/// The same lines with at most `most` rows: every step keeps the least and the greatest of its values, so that no peak
/// is lost. Line and Points only; others are returned as they are.
ChartData thinned(const ChartData &data, int most);

} // namespace aisle
