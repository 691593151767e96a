#pragma once
#include <QEvent>
#include <QLayout>
#include <QWidget>
#include <algorithm>

namespace aisle {

/// A part of a splitter, which knows no height for width: never lower than its texts need in their lines.
class SplitterPart : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QWidget::resizeEvent(event);
        fit();
    }
    bool event(QEvent *event) override
    {
        const bool known = QWidget::event(event);
        if (event->type() == QEvent::LayoutRequest)
            fit();
        return known;
    }

private:
    void fit()
    {
        if (const auto *inside = layout())
            setMinimumHeight(
                std::max(inside->totalMinimumSize().height(), inside->totalMinimumHeightForWidth(width())));
    }
};

} // namespace aisle
