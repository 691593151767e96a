#pragma once
#include "core/jobs/jobcontext.h"

#include <QColor>
#include <QImage>
#include <QPolygonF>
#include <QRectF>
#include <QSize>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace aisle {

/// Points of a map with a grid to find them by place. Immutable; share it with the jobs that draw it.
class ScatterCloud
{
public:
    /// @param x, y  [points], finite. Takes some 30 ms a million points.
    ScatterCloud(std::vector<float> x, std::vector<float> y);

    std::size_t size() const { return m_x.size(); }
    float x(std::uint32_t point) const { return m_x[point]; }
    float y(std::uint32_t point) const { return m_y[point]; }
    QPointF at(std::uint32_t point) const { return {m_x[point], m_y[point]}; }
    QRectF bounds() const { return m_bounds; }

    /// Nearest point not farther than `within`; among those that `states` does not hide (empty: all).
    std::optional<std::uint32_t> nearest(QPointF place, double within, std::span<const std::uint8_t> states) const;
    /// Nearest point in a direction, within 45 degrees of it. @param direction  a unit step, y upwards as the data has
    /// it
    std::optional<std::uint32_t> next(std::uint32_t from, QPointF direction,
                                      std::span<const std::uint8_t> states) const;
    /// Calls visit(point) for every point of the cells that a rectangle touches.
    template <class Visit>
    void inCells(const QRectF &area, Visit &&visit) const
    {
        const auto [left, right] = columnsOf(area.left(), area.right());
        const auto [top, bottom] = rowsOf(area.top(), area.bottom());
        for (int row = top; row <= bottom; ++row) {
            const auto first = m_starts[cell(left, row)];
            const auto last = m_starts[cell(right, row) + 1];
            for (auto i = first; i < last; ++i)
                visit(m_points[i]);
        }
    }

private:
    std::size_t cell(int column, int row) const
    {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(m_columns) + static_cast<std::size_t>(column);
    }
    std::pair<int, int> columnsOf(double left, double right) const;
    std::pair<int, int> rowsOf(double top, double bottom) const;

    std::vector<float> m_x;
    std::vector<float> m_y;
    QRectF m_bounds;
    int m_columns = 1;
    int m_rows = 1;
    double m_cellWidth = 1;
    double m_cellHeight = 1;
    std::vector<std::uint32_t> m_starts; ///< [cells + 1]
    std::vector<std::uint32_t> m_points; ///< by cell
};

/// How a point is shown.
enum class PointState : std::uint8_t { Normal, Dimmed, Hidden, Highlighted };

/// All that a picture of a cloud depends on but the view. Arrays are shared, so that changing one is cheap.
struct ScatterLook
{
    std::shared_ptr<const std::vector<std::uint8_t>> colours{}; ///< [points] place in `table`; null: all 0
    std::vector<QRgb> table;                                    ///< at most 256
    std::shared_ptr<const std::vector<float>> sizes{};          ///< [points] factor of the radius; null: all 1
    std::shared_ptr<const std::vector<std::uint8_t>> states{};  ///< [points] PointState; null: all Normal
    QRgb background = 0xffffffff;
};

/// What part of the plane is seen: y grows upwards, both axes have one scale.
struct ScatterCamera
{
    QPointF centre;
    double pixelsPerUnit = 1;
    QPointF toScreen(QPointF place, QSizeF size) const
    {
        return {size.width() / 2 + (place.x() - centre.x()) * pixelsPerUnit,
                size.height() / 2 - (place.y() - centre.y()) * pixelsPerUnit};
    }
    QPointF toPlane(QPointF pixel, QSizeF size) const
    {
        return {centre.x() + (pixel.x() - size.width() / 2) / pixelsPerUnit,
                centre.y() - (pixel.y() - size.height() / 2) / pixelsPerUnit};
    }
};

/// Draws the points as small discs, dimmed ones first and highlighted ones last. Any thread.
/// @param radius  of a point of size 1, in pixels of the picture
/// @throws Cancelled
QImage renderScatter(const ScatterCloud &cloud, const ScatterLook &look, const ScatterCamera &camera, QSize pixels,
                     double radius, JobContext &job);

/// Points inside an outline given in pixels of a view of this size; hidden ones are left out.
std::vector<std::uint32_t> pointsInside(const ScatterCloud &cloud, const ScatterCamera &camera, QSize view,
                                        const QPolygonF &outline, std::span<const std::uint8_t> states);

} // namespace aisle
