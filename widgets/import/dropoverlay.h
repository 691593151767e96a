#pragma once
#include <QStringList>
#include <QWidget>

class QMimeData;

namespace aisle {

/// What a drop on the window would do.
struct DropPlan
{
    QStringList paths{};   ///< files and folders of this computer
    QString title{};       ///< "Import 3 files into Shop"
    QString details{};     ///< names, or why nothing can be dropped
    bool accepted = false; ///< something will be done with it
};

/// @param project   the open project's name; empty: none is open
/// @param readOnly  nothing can be imported into it
DropPlan planDrop(const QMimeData *data, const QString &project, bool readOnly);

/// Lies over the window while files hover and says what dropping them will do. Never takes events.
class DropOverlay : public QWidget
{
    Q_OBJECT
public:
    explicit DropOverlay(QWidget *window);
    void show(const DropPlan &plan);
    const DropPlan &plan() const { return m_plan; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    DropPlan m_plan;
};

} // namespace aisle
