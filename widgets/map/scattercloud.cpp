#include "widgets/map/scattercloud.h"

#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>

namespace aisle {

namespace {

constexpr double kPointsPerCell = 4;
constexpr std::size_t kPointsBetweenChecks = 1 << 16;
constexpr double kRadiusStep = .5;
constexpr double kMostRadius = 24;

bool isHidden(std::span<const std::uint8_t> states, std::uint32_t point)
{
    return !states.empty() && states[point] == static_cast<std::uint8_t>(PointState::Hidden);
}

/// Coverage of a disc's pixels, 0..255, so that drawing a point is a few additions.
struct Disc
{
    int reach = 0; ///< pixels from the centre to the edge of the mask
    std::vector<std::uint8_t> mask;

    explicit Disc(double radius)
    {
        reach = static_cast<int>(std::ceil(radius + .5));
        for (int y = -reach; y <= reach; ++y) {
            for (int x = -reach; x <= reach; ++x) {
                const double covered = std::clamp(radius + .5 - std::hypot(x, y), 0., 1.);
                mask.push_back(static_cast<std::uint8_t>(std::lround(255 * covered)));
            }
        }
    }
};

class DiscSet
{
public:
    const Disc &of(double radius)
    {
        const auto step = std::size_t(std::lround(std::clamp(radius, kRadiusStep, kMostRadius) / kRadiusStep));
        while (m_discs.size() <= step)
            m_discs.emplace_back(static_cast<double>(std::max<std::size_t>(1, m_discs.size())) * kRadiusStep);
        return m_discs[step];
    }

private:
    std::vector<Disc> m_discs;
};

std::uint32_t blended(std::uint32_t below, QRgb colour, std::uint32_t alpha)
{
    const std::uint32_t rest = 256 - alpha;
    const std::uint32_t redBlue = ((colour & 0xff00ff) * alpha + (below & 0xff00ff) * rest) >> 8 & 0xff00ff;
    const std::uint32_t green = ((colour & 0x00ff00) * alpha + (below & 0x00ff00) * rest) >> 8 & 0x00ff00;
    return 0xff000000 | redBlue | green;
}

void stamp(QImage &image, std::uint32_t *pixels, int stride, int x, int y, const Disc &disc, QRgb colour,
           std::uint32_t opacity)
{
    const int left = std::max(0, x - disc.reach);
    const int right = std::min(image.width() - 1, x + disc.reach);
    const int top = std::max(0, y - disc.reach);
    const int bottom = std::min(image.height() - 1, y + disc.reach);
    const int side = 2 * disc.reach + 1;
    for (int row = top; row <= bottom; ++row) {
        auto *line = pixels + static_cast<std::ptrdiff_t>(row) * stride;
        const auto *mask = disc.mask.data() + (row - y + disc.reach) * side + (left - x + disc.reach);
        for (int column = left; column <= right; ++column, ++mask) {
            if (*mask)
                line[column] = blended(line[column], colour, (*mask * opacity + 128) >> 8);
        }
    }
}

} // namespace

ScatterCloud::ScatterCloud(std::vector<float> x, std::vector<float> y) : m_x(std::move(x)), m_y(std::move(y))
{
    Q_ASSERT(m_x.size() == m_y.size());
    if (m_x.empty()) {
        m_starts = {0, 0};
        return;
    }
    const auto [left, right] = std::minmax_element(m_x.begin(), m_x.end());
    const auto [bottom, top] = std::minmax_element(m_y.begin(), m_y.end());
    m_bounds = QRectF(QPointF(*left, *bottom), QPointF(*right, *top));
    const double side = std::sqrt(static_cast<double>(m_x.size()) / kPointsPerCell);
    m_columns = m_rows = std::clamp(static_cast<int>(std::ceil(side)), 1, 4096);
    m_cellWidth = std::max<double>(m_bounds.width(), 1e-12) / m_columns;
    m_cellHeight = std::max<double>(m_bounds.height(), 1e-12) / m_rows;
    std::vector<std::uint32_t> cells(m_x.size());
    m_starts.assign(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows) + 1, 0);
    for (std::size_t i = 0; i < m_x.size(); ++i) {
        const auto place = cell(columnsOf(m_x[i], m_x[i]).first, rowsOf(m_y[i], m_y[i]).first);
        cells[i] = static_cast<std::uint32_t>(place);
        ++m_starts[place + 1];
    }
    for (std::size_t c = 1; c < m_starts.size(); ++c)
        m_starts[c] += m_starts[c - 1];
    auto next = m_starts;
    m_points.resize(m_x.size());
    for (std::size_t i = 0; i < m_x.size(); ++i)
        m_points[next[cells[i]]++] = static_cast<std::uint32_t>(i);
}

std::pair<int, int> ScatterCloud::columnsOf(double left, double right) const
{
    const auto column = [this](double x) {
        return static_cast<int>(std::clamp((x - m_bounds.left()) / m_cellWidth, 0., m_columns - 1.));
    };
    return {column(left), column(right)};
}

std::pair<int, int> ScatterCloud::rowsOf(double top, double bottom) const
{
    const auto row = [this](double y) {
        return static_cast<int>(std::clamp((y - m_bounds.top()) / m_cellHeight, 0., m_rows - 1.));
    };
    return {row(top), row(bottom)};
}

std::optional<std::uint32_t> ScatterCloud::nearest(QPointF place, double within,
                                                   std::span<const std::uint8_t> states) const
{
    std::optional<std::uint32_t> best;
    double least = within * within;
    const QRectF area(place.x() - within, place.y() - within, 2 * within, 2 * within);
    if (m_x.empty() || !area.intersects(m_bounds.adjusted(-1e-9, -1e-9, 1e-9, 1e-9)))
        return best;
    inCells(area, [&](std::uint32_t point) {
        const double dx = m_x[point] - place.x();
        const double dy = m_y[point] - place.y();
        const double squared = dx * dx + dy * dy;
        if (squared <= least && !isHidden(states, point)) {
            least = squared;
            best = point;
        }
    });
    return best;
}

std::optional<std::uint32_t> ScatterCloud::next(std::uint32_t from, QPointF direction,
                                                std::span<const std::uint8_t> states) const
{
    std::optional<std::uint32_t> best;
    double least = std::numeric_limits<double>::infinity();
    for (std::uint32_t point = 0; point < m_x.size(); ++point) {
        const double dx = m_x[point] - m_x[from];
        const double dy = m_y[point] - m_y[from];
        const double along = dx * direction.x() + dy * direction.y();
        const double across = std::abs(dx * direction.y() - dy * direction.x());
        if (along <= 0 || across > along || point == from || isHidden(states, point))
            continue;
        const double squared = dx * dx + dy * dy;
        if (squared < least) {
            least = squared;
            best = point;
        }
    }
    return best;
}

QImage renderScatter(const ScatterCloud &cloud, const ScatterLook &look, const ScatterCamera &camera, QSize size,
                     double radius, JobContext &job)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(look.background);
    auto *pixels = reinterpret_cast<std::uint32_t *>(image.bits());
    const int stride = static_cast<int>(image.bytesPerLine() / 4);
    const double margin = 3 * radius / camera.pixelsPerUnit;
    const auto a = camera.toPlane({0, double(size.height())}, size);
    const auto b = camera.toPlane({double(size.width()), 0}, size);
    const QRectF area = QRectF(a, b).adjusted(-margin, -margin, margin, margin);
    DiscSet discs;
    discs.of(kMostRadius); // all are made now, so that none moves while it is in use
    const auto draw = [&](PointState wanted, std::uint32_t opacity) {
        std::size_t sinceCheck = 0;
        cloud.inCells(area, [&](std::uint32_t point) {
            if (++sinceCheck == kPointsBetweenChecks) {
                sinceCheck = 0;
                job.checkpoint();
            }
            const auto state = look.states ? static_cast<PointState>((*look.states)[point]) : PointState::Normal;
            if (state != wanted)
                return;
            const auto at = camera.toScreen(cloud.at(point), size);
            const auto &disc = discs.of(look.sizes ? radius * (*look.sizes)[point] : radius);
            const auto colour = look.table[look.colours ? (*look.colours)[point] : 0];
            const bool dimmed = state == PointState::Dimmed;
            stamp(image, pixels, stride, static_cast<int>(std::lround(at.x())), static_cast<int>(std::lround(at.y())),
                  disc, colour, dimmed ? opacity / 5 : opacity);
        });
    };
    if (look.states)
        draw(PointState::Dimmed, 255);
    draw(PointState::Normal, 205);
    if (look.states)
        draw(PointState::Highlighted, 255);
    return image;
}

std::vector<std::uint32_t> pointsInside(const ScatterCloud &cloud, const ScatterCamera &camera, QSize view,
                                        const QPolygonF &outline, std::span<const std::uint8_t> states)
{
    QImage mask(view, QImage::Format_Grayscale8);
    mask.fill(0);
    QPainter painter(&mask);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::white);
    painter.drawPolygon(outline);
    painter.end();
    const auto box = outline.boundingRect();
    std::vector<bool> isInside(cloud.size());
    cloud.inCells(QRectF(camera.toPlane(box.bottomLeft(), view), camera.toPlane(box.topRight(), view)),
                  [&](std::uint32_t point) {
                      const auto at = camera.toScreen(cloud.at(point), view).toPoint();
                      if (mask.rect().contains(at) && mask.constScanLine(at.y())[at.x()] && !isHidden(states, point))
                          isInside[point] = true;
                  });
    std::vector<std::uint32_t> inside;
    for (std::uint32_t point = 0; point < cloud.size(); ++point) {
        if (isInside[point])
            inside.push_back(point);
    }
    return inside;
}

} // namespace aisle
