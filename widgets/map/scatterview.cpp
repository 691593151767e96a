#include "widgets/map/scatterview.h"
#include "core/common/text/showntext.h"

#include "widgets/charts/chartplot.h"
#include "widgets/common/theme.h"

#include <QAccessible>
#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTimer>
#include <cmath>

namespace aisle {

namespace {
constexpr double kMargin = 1.5; ///< the picture is this much larger than what is seen
constexpr double kReachPixels = 14;
constexpr double kMostZoom = 4000;
constexpr double kLeastDrag = 4; ///< pixels; less is a click

/// Where a label fits: at its place, or a line or two above or below.
std::optional<QRectF> roomFor(QPointF at, QSizeF size, const QRectF &area, const std::vector<QRectF> &taken)
{
    for (const int step : {0, -1, 1, -2, 2}) {
        QRectF box(QPointF(), size);
        box.moveCenter(at + QPointF(0, step * (size.height() + 3)));
        const bool isFree = std::none_of(taken.begin(), taken.end(), [&box](const QRectF &other) {
            return other.intersects(box.adjusted(-3, -1, 3, 1));
        });
        if (isFree && area.contains(box))
            return box;
    }
    return {};
}

} // namespace

ScatterView::ScatterView(QWidget *parent) : QWidget(parent)
{
    m_pool.setMaxThreadCount(1);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

ScatterView::~ScatterView()
{
    m_job.letGo();
    m_selectJob.letGo();
    m_pool.waitForDone(); // a picture takes milliseconds and stops at its next check
}

void ScatterView::setCloud(std::shared_ptr<const ScatterCloud> cloud)
{
    m_cloud = std::move(cloud);
    m_current.reset();
    m_hovered.reset();
    m_rings.clear();
    m_labels.clear();
    m_look.colours.reset();
    m_look.sizes.reset();
    m_look.states.reset();
    m_picture = {};
    resetView();
}

void ScatterView::setLook(ScatterLook look)
{
    m_look = std::move(look);
    invalidate();
}

void ScatterView::setRings(std::vector<ScatterRing> rings)
{
    m_rings = std::move(rings);
    update();
}

void ScatterView::setLabels(std::vector<ScatterLabel> labels)
{
    m_labels = std::move(labels);
    std::stable_sort(m_labels.begin(), m_labels.end(),
                     [](const auto &a, const auto &b) { return a.weight > b.weight; });
    update();
}

void ScatterView::setMode(ScatterMode mode)
{
    m_mode = mode;
    setCursor(mode == ScatterMode::Pan ? Qt::OpenHandCursor : Qt::CrossCursor);
}

void ScatterView::setCurrent(std::optional<std::uint32_t> point, bool bringIntoView)
{
    m_current = point;
    if (point && m_cloud && bringIntoView) {
        const auto at = m_camera.toScreen(m_cloud->at(*point), size());
        if (!QRectF(rect()).adjusted(40, 40, -40, -40).contains(at)) {
            m_camera.centre = m_cloud->at(*point);
            invalidate();
        }
    }
    if (point && m_describe)
        setAccessibleDescription(m_describe(*point).join(QStringLiteral(", ")));
    update();
}

void ScatterView::resetView()
{
    if (m_cloud && m_cloud->size() > 0) {
        const auto bounds = m_cloud->bounds();
        m_camera.centre = bounds.center();
        const double across = std::max<double>(bounds.width(), 1e-9) / std::max(1., width() * .92);
        const double down = std::max<double>(bounds.height(), 1e-9) / std::max(1., height() * .92);
        m_camera.pixelsPerUnit = m_wholeScale = 1 / std::max(across, down);
    }
    invalidate();
}

void ScatterView::showPoints(std::span<const std::uint32_t> points)
{
    if (!m_cloud || points.empty())
        return;
    QRectF box(m_cloud->at(points[0]), QSizeF(0, 0));
    for (const auto point : points) {
        const auto at = m_cloud->at(point);
        box.setLeft(std::min(box.left(), at.x()));
        box.setRight(std::max(box.right(), at.x()));
        box.setTop(std::min(box.top(), at.y()));
        box.setBottom(std::max(box.bottom(), at.y()));
    }
    m_camera.centre = box.center();
    const double across = box.width() / std::max(1., width() * .7);
    const double down = box.height() / std::max(1., height() * .7);
    m_camera.pixelsPerUnit = std::clamp(1 / std::max({across, down, 1e-12}), m_wholeScale, m_wholeScale * 40);
    invalidate();
}

double ScatterView::pointRadius() const
{
    const auto points = static_cast<double>(m_cloud ? std::max<std::size_t>(m_cloud->size(), 1) : 1);
    const double base = std::clamp(6.4 - std::log10(points) * .95, .9, 5.);
    const double zoom = std::max(1., m_camera.pixelsPerUnit / m_wholeScale);
    return std::min(base * std::pow(zoom, .33), std::max(base, 8.));
}

void ScatterView::invalidate()
{
    m_isStale = true;
    update();
    if (!m_isQueued) {
        m_isQueued = true;
        QTimer::singleShot(0, this, [this] {
            m_isQueued = false;
            renderSoon();
        });
    }
}

void ScatterView::renderSoon()
{
    if (!m_isStale || m_job.isRunning() || !m_cloud || m_look.table.empty() || width() < 2)
        return; // the picture on its way comes first: cancelling it again and again would show none while panning
    m_isStale = false;
    m_look.background = tokens().surface.rgb();
    const QSizeF logical(width() * kMargin, height() * kMargin);
    const double ratio = devicePixelRatioF();
    const QSize pixels = (logical * ratio).toSize();
    auto camera = m_camera;
    camera.pixelsPerUnit *= ratio;
    m_job.start(
        m_pool,
        [cloud = m_cloud, look = m_look, camera, pixels, radius = pointRadius() * ratio, logical,
         shown = m_camera](JobContext &job) {
            return Picture{renderScatter(*cloud, look, camera, pixels, radius, job), shown, logical};
        },
        [this](Outcome<Picture> outcome) {
            if (auto *picture = std::get_if<Picture>(&outcome))
                takePicture(std::move(*picture));
        },
        1);
}

void ScatterView::takePicture(Picture picture)
{
    m_picture = std::move(picture);
    update();
    renderSoon();
}

std::span<const std::uint8_t> ScatterView::states() const
{
    return m_look.states ? std::span(*m_look.states) : std::span<const std::uint8_t>();
}

std::optional<std::uint32_t> ScatterView::pointAt(QPointF pixel) const
{
    if (!m_cloud || m_cloud->size() == 0)
        return {};
    return m_cloud->nearest(m_camera.toPlane(pixel, size()), kReachPixels / m_camera.pixelsPerUnit, states());
}

void ScatterView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), tokens().surface);
    if (!m_cloud)
        return;
    if (!m_picture.image.isNull()) {
        const double scale = m_camera.pixelsPerUnit / m_picture.camera.pixelsPerUnit;
        const auto middle = m_camera.toScreen(m_picture.camera.centre, size());
        const QSizeF shown = m_picture.size * scale;
        painter.setRenderHint(QPainter::SmoothPixmapTransform, std::abs(scale - 1) > 1e-9);
        painter.drawImage(QRectF(middle - QPointF(shown.width() / 2, shown.height() / 2), shown), m_picture.image);
    }
    paintOverlay(painter);
    paintDrag(painter);
    paintHover(painter);
    if (hasFocus()) {
        painter.setPen(tokens().outline);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void ScatterView::paintOverlay(QPainter &painter)
{
    painter.setRenderHint(QPainter::Antialiasing);
    paintLabels(painter);
    paintRings(painter);
    if (m_current) {
        const auto at = m_camera.toScreen(m_cloud->at(*m_current), size());
        const double radius = pointRadius() + 5;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(tokens().surface, 5));
        painter.drawEllipse(at, radius, radius);
        painter.setPen(QPen(tokens().text, 2));
        painter.drawEllipse(at, radius, radius);
        paintName(painter, at, radius);
    }
}

/// Of the current point, beside its ring.
void ScatterView::paintName(QPainter &painter, QPointF at, double radius)
{
    const auto lines = m_describe ? m_describe(*m_current) : QStringList();
    if (lines.isEmpty() || !rect().contains(at.toPoint()))
        return;
    const QFontMetricsF metrics(strongFont());
    const auto text = metrics.elidedText(shownText(lines.front()), Qt::ElideRight, 240);
    QRectF box(0, 0, metrics.horizontalAdvance(text) + 8, metrics.height() + 2);
    const bool isLeft = at.x() + radius + 4 + box.width() > width();
    box.moveTopLeft({isLeft ? at.x() - radius - 4 - box.width() : at.x() + radius + 4, at.y() - box.height() / 2});
    auto ground = tokens().surface;
    ground.setAlphaF(.82F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(box, 4, 4);
    painter.setFont(strongFont());
    painter.setPen(tokens().text);
    painter.drawText(box, Qt::AlignCenter, text);
    painter.setFont(font());
}

void ScatterView::paintRings(QPainter &painter)
{
    painter.setBrush(Qt::NoBrush);
    for (std::size_t i = 0; i < m_rings.size(); ++i) {
        const auto &ring = m_rings[i];
        const auto inside = std::count_if(m_rings.begin(), m_rings.begin() + static_cast<std::ptrdiff_t>(i),
                                          [&ring](const ScatterRing &other) { return other.point == ring.point; });
        const auto at = m_camera.toScreen(m_cloud->at(ring.point), size());
        const double radius = pointRadius() + 4 + 3.5 * static_cast<double>(inside);
        painter.setPen(QPen(tokens().surface, 4));
        painter.drawEllipse(at, radius, radius);
        painter.setPen(QPen(runColour(ring.slot), 2.2));
        painter.drawEllipse(at, radius, radius);
    }
}

void ScatterView::paintLabels(QPainter &painter)
{
    const QFontMetricsF metrics(font());
    std::vector<QRectF> taken;
    for (const auto &label : m_labels) {
        const auto at = m_camera.toScreen(label.at, size());
        const auto text = metrics.elidedText(shownText(label.text), Qt::ElideRight, 200);
        const double markWidth = label.mark.isValid() ? 13 : 0;
        const auto room =
            roomFor(at, {metrics.horizontalAdvance(text) + 10 + markWidth, metrics.height() + 4}, rect(), taken);
        if (!room)
            continue;
        const auto &box = taken.emplace_back(*room);
        auto ground = tokens().surface;
        ground.setAlphaF(.82F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ground);
        painter.drawRoundedRect(box, 4, 4);
        if (label.mark.isValid()) {
            painter.setBrush(label.mark);
            painter.drawEllipse(QPointF(box.left() + 10, box.center().y()), 4.5, 4.5);
        }
        painter.setPen(tokens().text);
        painter.drawText(box.adjusted(markWidth, 0, 0, 0), Qt::AlignCenter, text);
    }
}

void ScatterView::paintDrag(QPainter &painter) const
{
    if (!m_isDragging || m_outline.size() < 2)
        return;
    auto fill = tokens().accent;
    fill.setAlphaF(.12F);
    painter.setPen(QPen(tokens().accent, 1.2));
    painter.setBrush(fill);
    painter.drawPolygon(m_outline);
}

void ScatterView::paintHover(QPainter &painter)
{
    const auto shown = m_hovered ? m_hovered : hasFocus() ? m_current : std::nullopt;
    if (!shown || !m_describe || m_isDragging)
        return;
    const auto at = m_camera.toScreen(m_cloud->at(*shown), size());
    if (!rect().contains(at.toPoint()))
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(tokens().text, 1.5));
    painter.drawEllipse(at, pointRadius() + 2.5, pointRadius() + 2.5);
    std::vector<HoverLine> lines;
    for (const auto &line : m_describe(*shown))
        lines.push_back({fontMetrics().elidedText(line, Qt::ElideRight, 320)});
    paintHoverBox(painter, at, QRectF(rect()).adjusted(2, 2, -2, -2), lines);
}

void ScatterView::resizeEvent(QResizeEvent *event)
{
    const bool isWhole = event->oldSize().isEmpty() || std::abs(m_camera.pixelsPerUnit / m_wholeScale - 1) < 1e-9;
    if (isWhole)
        resetView();
    else
        invalidate();
}

void ScatterView::zoomAround(QPointF pixel, double factor)
{
    if (!m_cloud)
        return;
    const auto before = m_camera.toPlane(pixel, size());
    m_camera.pixelsPerUnit = std::clamp(m_camera.pixelsPerUnit * factor, m_wholeScale * .5, m_wholeScale * kMostZoom);
    m_camera.centre += before - m_camera.toPlane(pixel, size());
    invalidate();
}

void ScatterView::wheelEvent(QWheelEvent *event)
{
    zoomAround(event->position(), std::pow(1.0018, event->angleDelta().y()));
    event->accept();
}

void ScatterView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_cloud)
        return;
    m_isDragging = true;
    m_pressed = event->position();
    m_reach = 0;
    m_pressedCentre = m_camera.centre;
    m_outline.clear();
    if (m_mode == ScatterMode::Pan)
        setCursor(Qt::ClosedHandCursor);
}

void ScatterView::mouseMoveEvent(QMouseEvent *event)
{
    const auto at = event->position();
    if (!m_isDragging)
        return hover(at);
    noteDragged(at);
    switch (m_mode) {
    case ScatterMode::Pan: {
        const auto moved = (at - m_pressed) / m_camera.pixelsPerUnit;
        m_camera.centre = m_pressedCentre + QPointF(-moved.x(), moved.y());
        invalidate();
        break;
    }
    case ScatterMode::Lasso:
        m_outline.append(at);
        break;
    default:
        m_outline = QPolygonF(QRectF(m_pressed, at).normalized());
    }
    update();
}

void ScatterView::noteDragged(QPointF to)
{
    m_reach = std::max(m_reach, (to - m_pressed).manhattanLength());
}

void ScatterView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_isDragging)
        return;
    m_isDragging = false;
    setMode(m_mode);
    noteDragged(event->position());
    if (m_reach < kLeastDrag) { // not where it ends: a lasso is closed where it began
        const auto point = pointAt(event->position());
        setCurrent(point);
        if (!point && m_mode != ScatterMode::Pan)
            Q_EMIT pointsSelected({});
        Q_EMIT currentChanged(point ? static_cast<int>(*point) : -1);
    } else {
        endDrag();
    }
    m_outline.clear();
    update();
}

void ScatterView::endDrag()
{
    if (m_mode == ScatterMode::Pan || m_outline.size() < 3)
        return;
    if (m_mode == ScatterMode::Zoom) {
        const auto box = m_outline.boundingRect();
        const double factor = std::min(width() / std::max(1., box.width()), height() / std::max(1., box.height()));
        m_camera.centre = m_camera.toPlane(box.center(), size());
        zoomAround(QPointF(width() / 2., height() / 2.), factor);
        return;
    }
    m_selectJob.start(
        m_pool,
        [cloud = m_cloud, camera = m_camera, view = size(), outline = m_outline, states = m_look.states](JobContext &) {
            return pointsInside(*cloud, camera, view, outline,
                                states ? std::span(*states) : std::span<const std::uint8_t>());
        },
        [this](Outcome<std::vector<std::uint32_t>> outcome) {
            if (const auto *points = std::get_if<std::vector<std::uint32_t>>(&outcome))
                Q_EMIT pointsSelected(*points);
        },
        1);
}

void ScatterView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const auto point = pointAt(event->position()))
        Q_EMIT pointActivated(static_cast<int>(*point));
    else
        resetView();
}

void ScatterView::hover(QPointF pixel)
{
    const auto point = pointAt(pixel);
    if (point == m_hovered)
        return;
    m_hovered = point;
    update();
}

void ScatterView::leaveEvent(QEvent *)
{
    if (m_hovered)
        hover({-1e6, -1e6});
}

void ScatterView::moveCurrent(QPointF direction)
{
    if (!m_cloud || m_cloud->size() == 0)
        return;
    const auto middle = m_camera.toPlane({width() / 2., height() / 2.}, size());
    const auto next = m_current ? m_cloud->next(*m_current, direction, states())
                                : m_cloud->nearest(middle, width() / m_camera.pixelsPerUnit, states());
    if (!next)
        return;
    setCurrent(next, true);
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    Q_EMIT currentChanged(static_cast<int>(*next));
}

void ScatterView::keyPressEvent(QKeyEvent *event)
{
    const QPointF middle(width() / 2., height() / 2.);
    switch (event->key()) {
    case Qt::Key_Left:
        return moveCurrent({-1, 0});
    case Qt::Key_Right:
        return moveCurrent({1, 0});
    case Qt::Key_Up:
        return moveCurrent({0, 1});
    case Qt::Key_Down:
        return moveCurrent({0, -1});
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomAround(middle, 1.4);
    case Qt::Key_Minus:
        return zoomAround(middle, 1 / 1.4);
    case Qt::Key_Home:
        return resetView();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current)
            Q_EMIT pointActivated(static_cast<int>(*m_current));
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void ScatterView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        invalidate();
    QWidget::changeEvent(event);
}

QImage ScatterView::picture(qreal devicePixelRatio)
{
    QImage image(size() * devicePixelRatio, QImage::Format_RGB32);
    if (m_cloud && !m_look.table.empty()) {
        auto camera = m_camera;
        camera.pixelsPerUnit *= devicePixelRatio;
        auto look = m_look;
        look.background = tokens().surface.rgb();
        SilentContext job;
        image = renderScatter(*m_cloud, look, camera, image.size(), pointRadius() * devicePixelRatio, job);
    } else {
        image.fill(tokens().surface);
    }
    image.setDevicePixelRatio(devicePixelRatio);
    QPainter painter(&image);
    painter.setFont(font());
    if (m_cloud)
        paintOverlay(painter);
    return image;
}

} // namespace aisle
