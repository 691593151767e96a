#pragma once
#include <QLabel>

namespace aisle {

/// One line that ends in an ellipsis where there is no room for it; text() stays whole.
class ElidedLabel : public QLabel
{
    Q_OBJECT
public:
    using QLabel::QLabel;
    QSize minimumSizeHint() const override;
    QString shownText() const; ///< as there is room for it now

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace aisle
