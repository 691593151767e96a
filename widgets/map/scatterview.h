#pragma once
#include "core/jobs/job.h"
#include "widgets/map/scattercloud.h"

#include <QThreadPool>
#include <QWidget>

namespace aisle {

enum class ScatterMode { Pan, Zoom, Select, Lasso };

/// A ring around a point: a product of a run's list, in the run's colour.
struct ScatterRing
{
    std::uint32_t point = 0;
    int slot = 0; ///< of the compared run; several runs' rings lie one in another
};

struct ScatterLabel
{
    QPointF at;
    QString text;
    double weight = 0; ///< heavier ones are placed first; those without room are left out
    QColor mark{};     ///< of the group's points; invalid: none
};

/// A map of up to millions of points. The picture is made off the GUI thread, a half larger than what is seen; panning
/// moves it at once, and a new one follows. Arrow keys move the current point to the nearest in that direction.
class ScatterView : public QWidget
{
    Q_OBJECT
public:
    explicit ScatterView(QWidget *parent = nullptr);
    ~ScatterView() override;

    void setCloud(std::shared_ptr<const ScatterCloud> cloud); ///< null: empty. Shows everything
    const ScatterCloud *cloud() const { return m_cloud.get(); }
    void setLook(ScatterLook look); ///< `background` is filled in by the theme
    const ScatterLook &look() const { return m_look; }
    void setRings(std::vector<ScatterRing> rings);
    const std::vector<ScatterRing> &rings() const { return m_rings; }
    void setLabels(std::vector<ScatterLabel> labels);
    void setMode(ScatterMode mode);
    ScatterMode mode() const { return m_mode; }
    /// What the hover box says of a point, line by line; the first is its name.
    using Describe = std::function<QStringList(std::uint32_t point)>;
    void setDescribe(Describe describe) { m_describe = std::move(describe); }

    std::optional<std::uint32_t> current() const { return m_current; }
    void setCurrent(std::optional<std::uint32_t> point, bool bringIntoView = false); ///< emits nothing
    void resetView();
    void showPoints(std::span<const std::uint32_t> points); ///< zooms to them
    const ScatterCamera &camera() const { return m_camera; }
    bool isSettled() const
    {
        return m_cloud == nullptr || (!m_job.isRunning() && !m_isStale && !m_selectJob.isRunning());
    }
    QImage picture(qreal devicePixelRatio = 2); ///< as it is seen, drawn anew at this resolution

    QSize sizeHint() const override { return {640, 480}; }
    QSize minimumSizeHint() const override { return {240, 200}; }

Q_SIGNALS:
    void currentChanged(int point);                                ///< by mouse or keyboard; -1: none
    void pointActivated(int point);                                ///< double click or Return
    void pointsSelected(const std::vector<std::uint32_t> &points); ///< rectangle or lasso; empty: clicked beside

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Picture
    {
        QImage image;
        ScatterCamera camera; ///< of the image's middle
        QSizeF size;          ///< in the widget's pixels
    };

    void invalidate();
    void renderSoon();
    void takePicture(Picture picture);
    double pointRadius() const;
    void zoomAround(QPointF pixel, double factor);
    void hover(QPointF pixel);
    void endDrag();
    void noteDragged(QPointF to);
    std::span<const std::uint8_t> states() const;
    std::optional<std::uint32_t> pointAt(QPointF pixel) const;
    void moveCurrent(QPointF direction);
    void paintOverlay(QPainter &painter);
    void paintName(QPainter &painter, QPointF at, double radius);
    void paintRings(QPainter &painter);
    void paintLabels(QPainter &painter);
    void paintDrag(QPainter &painter) const;
    void paintHover(QPainter &painter);

    std::shared_ptr<const ScatterCloud> m_cloud;
    ScatterLook m_look;
    std::vector<ScatterRing> m_rings;
    std::vector<ScatterLabel> m_labels;
    Describe m_describe;
    ScatterMode m_mode = ScatterMode::Pan;
    ScatterCamera m_camera;
    double m_wholeScale = 1; ///< pixelsPerUnit when everything is shown
    Picture m_picture;
    bool m_isStale = false; ///< a newer picture is wanted than the one that is on its way
    bool m_isQueued = false;
    QThreadPool m_pool;
    Job<Picture> m_job;
    Job<std::vector<std::uint32_t>> m_selectJob;
    std::optional<std::uint32_t> m_current;
    std::optional<std::uint32_t> m_hovered;
    bool m_isDragging = false;
    QPointF m_pressed;
    QPointF m_pressedCentre;
    qreal m_reach = 0; ///< farthest from where the button was pressed since then, pixels
    QPolygonF m_outline;
};

} // namespace aisle
