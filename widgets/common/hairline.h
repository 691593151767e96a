#pragma once
#include <QFrame>

namespace aisle {

/// A line between two areas of a page.
class Hairline : public QFrame
{
public:
    explicit Hairline(QWidget *parent = nullptr) : QFrame(parent)
    {
        setFrameShape(QFrame::HLine);
        setFrameShadow(QFrame::Plain);
        setForegroundRole(QPalette::Mid);
        setFixedHeight(1);
    }
};

} // namespace aisle
