#include "core/charts/svgchart.h"

#include "core/charts/chartdata.h"
#include "core/common/text/markuptext.h"

#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

constexpr double kTextSize = 12;
constexpr double kTitleSize = 15;
constexpr double kNarrowest = .38; ///< of a letter, by its height

double textWidth(const QString &text, double size = kTextSize)
{
    double width = 0;
    for (const QChar c : text)
        width += c.unicode() >= 0x2e80 ? 1.0 : c.isUpper() ? .68 : c.isDigit() ? .57 : c.isLetter() ? .55 : kNarrowest;
    return width * size;
}

QString elided(const QString &text, double width)
{
    if (textWidth(text) <= width)
        return text;
    auto shorter = text.left(static_cast<qsizetype>(std::max(0., width) / (kNarrowest * kTextSize)) +
                             1); // none of them needs more
    while (shorter.size() > 1 && textWidth(shorter) + kTextSize > width)
        shorter.chop(1);
    return shorter + QStringLiteral("…");
}

QString number(double value)
{
    return QString::number(value, 'f', 2);
}

/// Where things are put, in pixels of the picture.
struct Frame
{
    double left = 0, top = 0, right = 0, bottom = 0;
    double width() const { return right - left; }
    double height() const { return bottom - top; }
};

class SvgChart
{
public:
    SvgChart(const ChartData &data, const ChartPalette &palette, int width, int height, const QLocale &locale,
             const QString &family)
        : m_data(data), m_palette(palette), m_width(width), m_height(height), m_locale(locale), m_family(family)
    {
    }

    QByteArray write()
    {
        m_out =
            QStringLiteral("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1\" height=\"%2\" viewBox=\"0 0 %1 %2\" "
                           "role=\"img\" font-size=\"%3\" font-family=\"%4\">")
                .arg(QString::number(m_width), QString::number(m_height), QString::number(kTextSize), m_family);
        m_out += QStringLiteral("<title>%1</title>").arg(markupText(m_data.title));
        rectangle(0, 0, m_width, m_height, m_palette.background);
        double top = 8;
        if (!m_data.title.isEmpty()) {
            top += kTitleSize;
            m_out += QStringLiteral("<text x=\"8\" y=\"%1\" font-size=\"%2\" font-weight=\"600\" fill=\"%3\">%4</text>")
                         .arg(number(top), QString::number(kTitleSize), m_palette.text, markupText(m_data.title));
            top += 8;
        }
        for (const auto &line : m_data.source.split(u'\n', Qt::SkipEmptyParts)) {
            text(8, top + kTextSize, elided(line, m_width - 16), "start", m_palette.secondary);
            top += kTextSize + 6;
        }
        if (m_data.isEmpty())
            text(m_width / 2, (top + m_height) / 2, m_data.whyEmpty, "middle", m_palette.secondary);
        else
            drawAll(top);
        m_out += QStringLiteral("</svg>");
        return m_out.toUtf8();
    }

private:
    void drawAll(double top)
    {
        if (m_data.kind == ChartKind::HeatMap)
            return drawHeatMap(top);
        if (m_data.kind == ChartKind::DotWhisker)
            return drawDotWhisker(top);
        layOut(top);
        switch (m_data.kind) {
        case ChartKind::StackedArea:
            drawStackedArea();
            break;
        case ChartKind::Bars:
            drawBars();
            break;
        case ChartKind::Histogram:
            m_data.categories.isEmpty() ? drawBins() : drawBars();
            break;
        default:
            drawLines();
        }
    }

    void text(double x, double y, const QString &words, const char *anchor, const QString &colour)
    {
        m_out += QStringLiteral("<text x=\"%1\" y=\"%2\" text-anchor=\"%3\" fill=\"%4\">%5</text>")
                     .arg(number(x), number(y), QString::fromLatin1(anchor), colour, markupText(words));
    }
    void line(double x1, double y1, double x2, double y2, const QString &colour, double width = 1)
    {
        m_out += QStringLiteral("<path d=\"M%1 %2L%3 %4\" stroke=\"%5\" stroke-width=\"%6\" fill=\"none\"/>")
                     .arg(number(x1), number(y1), number(x2), number(y2), colour, number(width));
    }
    void rectangle(double x, double y, double width, double height, const QString &colour, const QString &says = {})
    {
        m_out += QStringLiteral("<rect x=\"%1\" y=\"%2\" width=\"%3\" height=\"%4\" fill=\"%5\"%6")
                     .arg(number(x), number(y), number(std::max(0.0, width)), number(std::max(0.0, height)), colour,
                          says.isEmpty() ? QStringLiteral("/>")
                                         : QStringLiteral("><title>%1</title></rect>").arg(markupText(says)));
    }
    void dot(double x, double y, double radius, const QString &colour, const QString &says)
    {
        m_out += QStringLiteral("<circle cx=\"%1\" cy=\"%2\" r=\"%3\" fill=\"%4\"><title>%5</title></circle>")
                     .arg(number(x), number(y), number(radius), colour, markupText(says));
    }

    double legend(double top)
    {
        if (m_data.series.size() < 2)
            return top;
        double x = 8;
        for (const auto &series : m_data.series) {
            const double needs = 24 + textWidth(series.name);
            if (x > 8 && x + needs > m_width - 8) {
                x = 8;
                top += 18;
            }
            rectangle(x, top, 10, 10, m_palette.of(series.colour));
            text(x + 15, top + 9.5, elided(series.name, m_width - x - 24), "start", m_palette.text);
            x += needs + 10;
        }
        return top + 20;
    }

    /// Title and legend are above; finds the frame, draws grid, ticks and labels of both axes.
    void layOut(double top)
    {
        top = legend(top);
        if (!m_data.yLabel.isEmpty()) {
            text(8, top + 10, m_data.yLabel, "start", m_palette.secondary);
            top += 18;
        }
        const auto yRange = valueRange(m_data);
        const auto xRange = positionRange(m_data);
        m_frame.top = top + 6;
        m_frame.bottom = m_height - (m_data.xLabel.isEmpty() ? 26 : 44);
        const auto yTicks =
            axisTicks(yRange.from, yRange.to, m_data.yScale, static_cast<int>(m_frame.height() / 40), m_locale);
        double widest = 8;
        for (const auto &label : yTicks.labels)
            widest = std::max(widest, textWidth(label));
        m_frame.left = 14 + widest;
        m_frame.right = m_width - 16;
        m_yFrom = axisPosition(yRange.from, m_data.yScale);
        m_yTo = axisPosition(yRange.to, m_data.yScale);
        m_xFrom = axisPosition(xRange.from, m_data.xScale);
        m_xTo = axisPosition(xRange.to, m_data.xScale);
        drawValueTicks(yTicks);
        if (m_data.categories.isEmpty())
            drawNumberAxis(xRange);
        else
            drawCategoryAxis();
        if (!m_data.xLabel.isEmpty())
            text((m_frame.left + m_frame.right) / 2, m_height - 8, m_data.xLabel, "middle", m_palette.secondary);
    }

    void drawValueTicks(const AxisTicks &ticks)
    {
        for (std::size_t i = 0; i < ticks.at.size(); ++i) {
            const double y = atY(ticks.at[i]);
            line(m_frame.left, y, m_frame.right, y, m_palette.grid);
            text(m_frame.left - 6, y + 4, ticks.labels[static_cast<qsizetype>(i)], "end", m_palette.secondary);
        }
    }

    void drawNumberAxis(const AxisRange &range)
    {
        const auto ticks =
            axisTicks(range.from, range.to, m_data.xScale, static_cast<int>(m_frame.width() / 80), m_locale);
        for (std::size_t i = 0; i < ticks.at.size(); ++i) {
            const double x = atX(ticks.at[i]);
            if (m_data.kind != ChartKind::Histogram)
                line(x, m_frame.top, x, m_frame.bottom, m_palette.grid);
            const auto &label = ticks.labels[static_cast<qsizetype>(i)];
            const double half = textWidth(label) / 2;
            const double middle = std::clamp(x, half + 2, m_width - half - 2);
            text(middle, m_frame.bottom + 16, label, "middle", m_palette.secondary);
        }
    }

    double widestCategory() const
    {
        double widest = 1;
        for (const auto &category : m_data.categories)
            widest = std::max(widest, std::min(textWidth(category), 120.0));
        return widest;
    }

    void drawCategoryAxis()
    {
        const double room = m_frame.width() / static_cast<double>(m_data.categories.size());
        const int every = std::max(1, static_cast<int>(std::ceil((widestCategory() + 8) / std::max(room, 1.0))));
        const bool few = m_data.categories.size() <= 12;
        for (int i = 0; i < m_data.categories.size(); i += few ? 1 : every)
            text(atX(i), m_frame.bottom + 16, elided(m_data.categories[i], few ? room - 4 : 120), "middle",
                 m_palette.secondary);
    }

    double atX(double value) const
    {
        return m_frame.left + m_frame.width() * (axisPosition(value, m_data.xScale) - m_xFrom) / (m_xTo - m_xFrom);
    }
    double atY(double value) const
    {
        const double share = (axisPosition(value, m_data.yScale) - m_yFrom) / (m_yTo - m_yFrom);
        return m_frame.bottom - m_frame.height() * std::clamp(share, 0.0, 1.0);
    }
    QString says(int row, const ChartSeries &series) const
    {
        const auto value = m_data.valueText(series.values[static_cast<std::size_t>(row)], m_locale);
        const auto name = series.name.isEmpty() ? m_data.rowName(row, m_locale)
                                                : series.name + QStringLiteral(" · ") + m_data.rowName(row, m_locale);
        return name + QStringLiteral(": ") + value;
    }

    void drawLines()
    {
        const bool points = m_data.kind == ChartKind::Points;
        for (const auto &series : m_data.series) {
            QString path;
            bool pen = false;
            for (int row = 0; row < m_data.rowCount(); ++row) {
                const double value = series.values[static_cast<std::size_t>(row)];
                const double x = m_data.position(row);
                if (!std::isfinite(value) || (m_data.yScale == AxisScale::Log && value <= 0)) {
                    pen = false;
                    continue;
                }
                if (points)
                    dot(atX(x), atY(value), 2, m_palette.of(series.colour), says(row, series));
                else
                    path += (pen ? u'L' : u'M') + number(atX(x)) + u' ' + number(atY(value));
                pen = true;
            }
            if (!points)
                m_out +=
                    QStringLiteral(
                        "<path d=\"%1\" stroke=\"%2\" stroke-width=\"2\" stroke-linejoin=\"round\" fill=\"none\"/>")
                        .arg(path, m_palette.of(series.colour));
        }
        if (std::isfinite(m_data.mark))
            line(atX(m_data.mark), m_frame.top, atX(m_data.mark), m_frame.bottom, m_palette.secondary);
    }

    void drawStackedArea()
    {
        std::vector<double> below(static_cast<std::size_t>(m_data.rowCount()), 0.0);
        for (const auto &series : m_data.series) {
            QString path;
            auto above = below;
            for (std::size_t row = 0; row < above.size(); ++row) {
                above[row] += std::isfinite(series.values[row]) ? series.values[row] : 0;
                path += (row == 0 ? u'M' : u'L') + number(atX(m_data.x[row])) + u' ' + number(atY(above[row]));
            }
            for (std::size_t row = above.size(); row-- > 0;)
                path += u'L' + number(atX(m_data.x[row])) + u' ' + number(atY(below[row]));
            m_out += QStringLiteral("<path d=\"%1Z\" fill=\"%2\"/>").arg(path, m_palette.of(series.colour));
            below = std::move(above);
        }
    }

    /// One bar a category.
    void drawBars()
    {
        constexpr double kHalfBar = .38;
        for (int row = 0; row < m_data.rowCount(); ++row)
            drawStack(row, atX(row - kHalfBar), atX(row + kHalfBar));
        drawBaseLine();
    }

    /// One bar from each bin's lower edge to the next one's.
    void drawBins()
    {
        for (int row = 0; row < m_data.rowCount(); ++row) {
            const auto r = static_cast<std::size_t>(row);
            const double left = atX(m_data.x[r]), right = atX(m_data.x[r + 1]);
            drawStack(row, left, right - left > 3 ? right - 1 : right);
        }
        drawBaseLine();
    }

    void drawStack(int row, double left, double right)
    {
        double stack = 0;
        for (const auto &series : m_data.series) {
            const double value = series.values[static_cast<std::size_t>(row)];
            if (!std::isfinite(value))
                continue;
            const double from = m_data.yScale == AxisScale::Log ? m_frame.bottom : atY(stack);
            const double to = atY(stack + value);
            rectangle(left, std::min(from, to), right - left, std::abs(from - to), m_palette.of(series.colour),
                      says(row, series));
            stack += value;
        }
    }

    void drawBaseLine()
    {
        const double zero = m_data.yScale == AxisScale::Log ? m_frame.bottom : atY(0);
        line(m_frame.left, zero, m_frame.right, zero, m_palette.secondary);
    }

    void drawDotWhisker(double top)
    {
        top = legend(top) + 4;
        double names = 0;
        for (const auto &category : m_data.categories)
            names = std::max(names, textWidth(category));
        m_frame = {std::min(names + 20, m_width * .4), top, m_width - 20.0,
                   m_height - (m_data.yLabel.isEmpty() ? 26.0 : 44.0)};
        const auto range = valueRange(m_data);
        drawWhiskerAxis(range);
        for (int row = 0; row < m_data.rowCount(); ++row)
            drawWhiskers(row, range);
        text((m_frame.left + m_frame.right) / 2, m_height - 8, m_data.yLabel, "middle", m_palette.secondary);
    }

    double whiskerX(const AxisRange &range, double value) const
    {
        return m_frame.left + m_frame.width() * (value - range.from) / (range.to - range.from);
    }

    void drawWhiskerAxis(const AxisRange &range)
    {
        const auto ticks =
            axisTicks(range.from, range.to, AxisScale::Linear, static_cast<int>(m_frame.width() / 80), m_locale);
        for (std::size_t i = 0; i < ticks.at.size(); ++i) {
            const double x = whiskerX(range, ticks.at[i]);
            line(x, m_frame.top, x, m_frame.bottom, m_palette.grid);
            text(x, m_frame.bottom + 16, ticks.labels[static_cast<qsizetype>(i)], "middle", m_palette.secondary);
        }
        const double zero = whiskerX(range, 0);
        line(zero, m_frame.top, zero, m_frame.bottom, m_palette.secondary);
    }

    void drawWhiskers(int row, const AxisRange &range)
    {
        const double height = m_frame.height() / m_data.rowCount();
        const double middle = m_frame.top + height * (row + .5);
        text(m_frame.left - 10, middle + 4, elided(m_data.categories[row], m_frame.left - 18), "end", m_palette.text);
        const auto lanes = static_cast<double>(m_data.series.size());
        const auto r = static_cast<std::size_t>(row);
        for (std::size_t s = 0; s < m_data.series.size(); ++s) {
            const auto &series = m_data.series[s];
            const double y = middle + (static_cast<double>(s) - (lanes - 1) / 2) * std::min(12.0, height / lanes);
            if (!std::isfinite(series.values[r]))
                continue;
            const auto colour = m_palette.of(series.colour);
            if (!series.low.empty())
                line(whiskerX(range, series.low[r]), y, whiskerX(range, series.high[r]), y, colour, 2);
            dot(whiskerX(range, series.values[r]), y, 4.5, colour, says(row, series));
        }
    }

    void drawHeatMap(double top)
    {
        double names = 0;
        double greatest = 0;
        for (const auto &series : m_data.series) {
            names = std::max(names, textWidth(series.name));
            for (const double value : series.values)
                greatest = std::max(greatest, std::isfinite(value) ? value : 0);
        }
        m_frame = {names + 18, top + 4, m_width - 12.0, m_height - 58.0};
        const double width = m_frame.width() / m_data.rowCount();
        const double height = m_frame.height() / static_cast<double>(m_data.series.size());
        for (std::size_t s = 0; s < m_data.series.size(); ++s) {
            const auto &series = m_data.series[s];
            const double y = m_frame.top + height * static_cast<double>(s);
            text(m_frame.left - 8, y + height / 2 + 4, series.name, "end", m_palette.secondary);
            for (int row = 0; row < m_data.rowCount(); ++row) {
                const double value = series.values[static_cast<std::size_t>(row)];
                if (std::isfinite(value))
                    rectangle(m_frame.left + width * row, y, width - 1, height - 1,
                              value > 0 ? m_palette.rampAt(value / greatest) : m_palette.grid, says(row, series));
            }
        }
        double widest = 1;
        for (const auto &category : m_data.categories)
            widest = std::max(widest, textWidth(category));
        const int every = std::max(1, static_cast<int>(std::ceil((widest + 6) / width)));
        for (int row = 0; row < m_data.rowCount(); row += every)
            text(m_frame.left + width * (row + .5), m_frame.bottom + 15, m_data.categories[row], "middle",
                 m_palette.secondary);
        drawRampKey(greatest);
    }

    void drawRampKey(double greatest)
    {
        const double y = m_height - 24;
        text(8, y + 10, m_data.xLabel, "start", m_palette.secondary);
        const auto last = shortText(greatest, m_locale);
        const double right = m_width - 12 - textWidth(last) - 6;
        for (int i = 0; i < 40; ++i)
            rectangle(right - 120 + 3 * i, y, 3.2, 10, m_palette.rampAt(i / 39.0));
        text(m_width - 12, y + 10, last, "end", m_palette.secondary);
        text(right - 126, y + 10, QStringLiteral("> 0"), "end", m_palette.secondary);
    }

    const ChartData &m_data;
    const ChartPalette &m_palette;
    int m_width;
    int m_height;
    QLocale m_locale;
    QString m_family;
    QString m_out;
    Frame m_frame;
    double m_xFrom = 0, m_xTo = 1, m_yFrom = 0, m_yTo = 1;
};

QStringList list(std::initializer_list<const char *> colours)
{
    QStringList result;
    for (const auto *colour : colours)
        result.append(QString::fromLatin1(colour));
    return result;
}

template <std::size_t n>
std::array<QString, n> fixed(const QStringList &colours)
{
    std::array<QString, n> result;
    std::copy_n(colours.begin(), n, result.begin());
    return result;
}

std::vector<QString> viridis()
{
    const auto colours = list(
        {"#440154", "#482878", "#3e4989", "#31688e", "#26828e", "#1f9e89", "#35b779", "#6ece58", "#b5de2b", "#fde725"});
    return {colours.begin(), colours.end()};
}

} // namespace

ChartPalette ChartPalette::light()
{
    ChartPalette palette;
    palette.background = QStringLiteral("#ffffff");
    palette.text = QStringLiteral("#1d2125");
    palette.secondary = QStringLiteral("#5b636b");
    palette.grid = QStringLiteral("#e4e7ea");
    palette.accent = QStringLiteral("#1f857f");
    palette.neutral = QStringLiteral("#7a828a");
    palette.runs = fixed<4>(list({"#1c5fc7", "#b5420b", "#7a3ab8", "#5f6a0a"}));
    palette.kinds = fixed<10>(list({"#35a099", "#1f857f", "#146c67", "#0c5350", "#063a38", "#7c8388", "#1f857f",
                                    "#5b636b", "#1f857f", "#5b636b"}));
    palette.ramp = viridis();
    palette.difference = fixed<3>(list({"#8c510a", "#e4e7ea", "#01665e"}));
    return palette;
}

ChartPalette ChartPalette::dark()
{
    ChartPalette palette;
    palette.background = QStringLiteral("#1e2226");
    palette.text = QStringLiteral("#e8eaec");
    palette.secondary = QStringLiteral("#a4acb3");
    palette.grid = QStringLiteral("#343a40");
    palette.accent = QStringLiteral("#6cc3bc");
    palette.neutral = QStringLiteral("#8a929a");
    palette.runs = fixed<4>(list({"#74b1ff", "#ff9466", "#c9a2ff", "#bdc74c"}));
    palette.kinds = fixed<10>(list({"#c8f3ef", "#98dcd6", "#6cc3bc", "#45a9a2", "#258e87", "#8b939a", "#6cc3bc",
                                    "#a4acb3", "#6cc3bc", "#a4acb3"}));
    palette.ramp = viridis();
    palette.difference = fixed<3>(list({"#d8a05a", "#343a40", "#4fc3b7"}));
    return palette;
}

QString ChartPalette::of(SeriesColour colour) const
{
    switch (colour.means) {
    case SeriesColour::Means::Run:
        return runs[static_cast<std::size_t>(colour.index) % runs.size()];
    case SeriesColour::Means::Kind:
        return kinds[static_cast<std::size_t>(colour.index) % kinds.size()];
    case SeriesColour::Means::Neutral:
        return neutral;
    case SeriesColour::Means::Accent:
        break;
    }
    return accent;
}

QString ChartPalette::rampAt(double fraction) const
{
    const double place = std::clamp(fraction, 0.0, 1.0) * static_cast<double>(ramp.size() - 1);
    const auto low = std::min(static_cast<std::size_t>(place), ramp.size() - 2);
    const double share = place - static_cast<double>(low);
    const auto channel = [&](int at) {
        const int a = ramp[low].mid(at, 2).toInt(nullptr, 16);
        const int b = ramp[low + 1].mid(at, 2).toInt(nullptr, 16);
        return static_cast<int>(std::lround(a + (b - a) * share));
    };
    return QStringLiteral("#%1%2%3")
        .arg(channel(1), 2, 16, QLatin1Char('0'))
        .arg(channel(3), 2, 16, QLatin1Char('0'))
        .arg(channel(5), 2, 16, QLatin1Char('0'));
}

QByteArray svgChart(const ChartData &data, const ChartPalette &palette, int width, int height, const QLocale &locale,
                    const QString &family)
{
    return SvgChart(data, palette, width, height, locale, family).write();
}

} // namespace aisle
