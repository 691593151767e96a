#include "core/charts/chartdata.h"

#include "core/common/lookup/mapped.h"
#include "core/common/lookup/sorted.h"
#include "core/common/text/delimitedtext.h"
#include "core/common/text/showntext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

constexpr double kPointMargin = .05; ///< of the range of dots

struct Column
{
    const ChartSeries *series;
    enum class Part { Value, Low, High } part;
    const std::vector<double> &values() const
    {
        return part == Part::Value ? series->values : part == Part::Low ? series->low : series->high;
    }
};

void addColumns(const ChartSeries &series, std::vector<Column> &columns)
{
    columns.push_back({&series, Column::Part::Value});
    if (!series.low.empty())
        columns.insert(columns.end(), {Column{&series, Column::Part::Low}, Column{&series, Column::Part::High}});
}

std::vector<Column> columnsOf(const ChartData &data)
{
    std::vector<Column> columns;
    for (const auto &series : data.series)
        addColumns(series, columns);
    return columns;
}

QString plainX(const ChartData &data, double x)
{
    if (data.xScale != AxisScale::Time)
        return QString::number(x, 'g', 12);
    const auto time = QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(x), Qt::UTC);
    return time.time().msecsSinceStartOfDay() == 0 ? time.date().toString(Qt::ISODate) : time.toString(Qt::ISODate);
}

} // namespace

bool ChartData::isEmpty() const
{
    const auto hasValues = [](const ChartSeries &one) {
        return std::any_of(one.values.begin(), one.values.end(), [](double v) { return std::isfinite(v); });
    };
    return rowCount() == 0 || std::none_of(series.begin(), series.end(), hasValues);
}

int ChartData::rowCount() const
{
    if (!categories.isEmpty())
        return static_cast<int>(categories.size());
    const auto count = static_cast<int>(x.size());
    return kind == ChartKind::Histogram ? std::max(0, count - 1) : count;
}

double ChartData::position(int row) const
{
    if (!categories.isEmpty())
        return row;
    const auto r = static_cast<std::size_t>(row);
    if (kind != ChartKind::Histogram)
        return x[r];
    return xScale == AxisScale::Log && x[r] > 0 ? std::sqrt(x[r] * x[r + 1]) : (x[r] + x[r + 1]) / 2;
}

int ChartData::columnCount() const
{
    return 1 + static_cast<int>(columnsOf(*this).size());
}

QString ChartData::header(int column) const
{
    if (column == 0)
        return xLabel;
    const auto one = columnsOf(*this)[static_cast<std::size_t>(column) - 1];
    const auto name = one.series->name.isEmpty() ? yLabel : one.series->name;
    switch (one.part) {
    case Column::Part::Low:
        return QCoreApplication::translate("Chart", "%1, 95 % from").arg(name);
    case Column::Part::High:
        return QCoreApplication::translate("Chart", "%1, to").arg(name);
    case Column::Part::Value:
        break;
    }
    return name;
}

QString ChartData::rowName(int row, const QLocale &locale) const
{
    if (!categories.isEmpty())
        return categories[row];
    const auto at = [&](int edge) { return axisText(x[static_cast<std::size_t>(edge)], xScale, locale); };
    return kind == ChartKind::Histogram ? QStringLiteral("%1 – %2").arg(at(row), at(row + 1)) : at(row);
}

double ChartData::cell(int row, int column) const
{
    const auto columns = columnsOf(*this);
    const auto &values = columns[static_cast<std::size_t>(column) - 1].values();
    return static_cast<std::size_t>(row) < values.size() ? values[static_cast<std::size_t>(row)] : std::nan("");
}

QString ChartData::valueText(double value, const QLocale &locale) const
{
    if (!std::isfinite(value))
        return QStringLiteral("–");
    const auto text = decimals >= 0 ? locale.toString(value, 'f', decimals) : exactText(value, locale);
    return signedValues && value > 0 ? u'+' + text : text;
}

QString ChartData::cellText(int row, int column, const QLocale &locale) const
{
    return column == 0 ? rowName(row, locale) : valueText(cell(row, column), locale);
}

QByteArray ChartData::csv() const
{
    const bool bins = kind == ChartKind::Histogram && categories.isEmpty();
    QStringList head{spreadsheetSafe(xLabel)};
    if (bins)
        head = {spreadsheetSafe(xLabel + QStringLiteral(" from")), spreadsheetSafe(xLabel + QStringLiteral(" to"))};
    for (int column = 1; column < columnCount(); ++column)
        head.append(spreadsheetSafe(header(column)));
    auto out = csvLine(head);
    for (int row = 0; row < rowCount(); ++row) {
        const auto r = static_cast<std::size_t>(row);
        QStringList cells{categories.isEmpty() ? plainX(*this, x[r]) : spreadsheetSafe(categories[row])};
        if (bins)
            cells.append(plainX(*this, x[r + 1]));
        for (int column = 1; column < columnCount(); ++column) {
            const double value = cell(row, column);
            cells.append(std::isfinite(value) ? QString::number(value, 'g', 12) : QString());
        }
        out += csvLine(cells);
    }
    return out;
}

ChartData shownChart(ChartData data)
{
    for (auto *text : {&data.title, &data.source, &data.xLabel, &data.yLabel, &data.whyEmpty})
        *text = shownText(*text);
    for (auto &category : data.categories)
        category = shownText(category);
    for (auto &series : data.series)
        series.name = shownText(series.name);
    return data;
}

namespace {

/// The least and the greatest of what is drawn; infinite where nothing is.
AxisRange extremesOf(const ChartData &data)
{
    AxisRange found{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
    const auto take = [&](double value) {
        if (std::isfinite(value) && (data.yScale != AxisScale::Log || value > 0)) {
            found.from = std::min(found.from, value);
            found.to = std::max(found.to, value);
        }
    };
    const bool stacked =
        data.kind == ChartKind::StackedArea || (data.kind == ChartKind::Bars && data.series.size() > 1);
    for (int row = 0; row < data.rowCount(); ++row) {
        double sum = 0;
        for (const auto &series : data.series) {
            const auto r = static_cast<std::size_t>(row);
            if (r >= series.values.size())
                continue;
            sum += std::isfinite(series.values[r]) ? series.values[r] : 0;
            take(stacked ? sum : series.values[r]);
            if (!series.low.empty()) {
                take(series.low[r]);
                take(series.high[r]);
            }
        }
    }
    return found;
}

} // namespace

AxisRange valueRange(const ChartData &data)
{
    const auto [least, greatest] = extremesOf(data);
    const bool wholeDots = data.kind == ChartKind::Points && data.yScale != AxisScale::Log && least < greatest;
    const bool withZero = data.kind != ChartKind::Line && data.kind != ChartKind::Points;
    if (!wholeDots)
        return niceRange(least, greatest, data.yScale, withZero);
    const double margin = (greatest - least) * kPointMargin;
    auto range = niceRange(least - margin, greatest + margin, data.yScale, withZero);
    if (least >= 0)
        range.from = std::max(0., range.from);
    return range;
}

AxisRange positionRange(const ChartData &data)
{
    if (!data.categories.isEmpty())
        return {-.5, static_cast<double>(data.categories.size()) - .5};
    if (data.x.empty())
        return {};
    const auto [least, greatest] = std::minmax_element(data.x.begin(), data.x.end());
    if (data.kind == ChartKind::Histogram && *least < *greatest)
        return {*least, *greatest};
    if ((data.xScale == AxisScale::Linear || data.xScale == AxisScale::Whole) && *least < *greatest &&
        data.kind != ChartKind::Points)
        return {*least, *greatest};
    return niceRange(*least, *greatest, data.xScale, false);
}

namespace {

/// The rows with the least and the greatest value of each step of each series, and both ends; ascending.
std::vector<std::size_t> rowsToKeep(const ChartData &data, std::size_t rows, std::size_t steps)
{
    std::vector<std::size_t> kept{0, rows - 1};
    for (const auto &series : data.series) {
        for (std::size_t step = 0; step < steps; ++step) {
            const auto from = series.values.begin() + static_cast<std::ptrdiff_t>(step * rows / steps);
            const auto to = series.values.begin() + static_cast<std::ptrdiff_t>((step + 1) * rows / steps);
            if (from == to)
                continue;
            const auto [least, greatest] = std::minmax_element(from, to);
            kept.push_back(static_cast<std::size_t>(least - series.values.begin()));
            kept.push_back(static_cast<std::size_t>(greatest - series.values.begin()));
        }
    }
    sortUnique(kept);
    return kept;
}

void keepRows(std::vector<double> &values, const std::vector<std::size_t> &rows)
{
    if (!values.empty())
        values = mapped<std::vector<double>>(rows, [&](std::size_t row) { return values[row]; });
}

} // namespace

ChartData thinned(const ChartData &data, int most)
{
    const auto rows = static_cast<std::size_t>(data.rowCount());
    const bool lines = data.kind == ChartKind::Line || data.kind == ChartKind::Points;
    if (!lines || rows <= static_cast<std::size_t>(most) || data.series.empty())
        return data;
    const auto steps = std::max<std::size_t>(1, static_cast<std::size_t>(most) / (2 * data.series.size()));
    const auto kept = rowsToKeep(data, rows, steps);
    ChartData result = data;
    keepRows(result.x, kept);
    for (auto &series : result.series)
        for (auto *values : {&series.values, &series.low, &series.high})
            keepRows(*values, kept);
    return result;
}

} // namespace aisle
